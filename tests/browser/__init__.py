"""Tests in a real Chromium; a package, so that they can share the person and what they carry."""
