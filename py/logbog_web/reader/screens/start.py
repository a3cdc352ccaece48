"""What is open and how more is opened; and what is said of a file that can't be."""
