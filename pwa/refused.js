// The one kind of error that leaves the storage modules.
// Law: its name is a code that the words files say to the person; it carries nothing that anyone wrote.
export class Refused extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.name = code;
    Object.assign(this, facts);
  }
}
