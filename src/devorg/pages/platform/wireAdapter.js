/**
 * A wire adapter over an asynchronous source. As Lightning Data Service it gives out read-only data, says nothing when
 * the answer is the one it gave before, and forgets answers to questions that are no longer asked.
 */
export class AsyncWireAdapter {
  config;
  isConnected = false;
  question = 0;
  lastEmitted;

  constructor(dataCallback) {
    this.dataCallback = dataCallback;
    dataCallback(this.pending());
  }

  connect() {
    this.isConnected = true;
    this.ask();
  }

  disconnect() {
    this.isConnected = false;
    this.question += 1;
  }

  update(config) {
    this.config = config;
    this.lastEmitted = undefined;
    if (this.isConnected) {
      this.ask();
    }
  }

  /** Asks the source for an answer to the present configuration. */
  async ask() {
    this.question += 1;
    const question = this.question;
    if (!this.config || !this.isComplete(this.config)) {
      this.emit(this.pending());
      return;
    }
    const answer = await this.fetch(this.config).then(
      (data) => this.success(data),
      (error) => this.failure(error),
    );
    if (question === this.question) {
      this.emit(answer);
    }
  }

  emit(answer) {
    const text = JSON.stringify(answer);
    if (text !== this.lastEmitted) {
      this.lastEmitted = text;
      this.dataCallback(deepFreeze(answer));
    }
  }
}

function deepFreeze(value) {
  if (value && typeof value === 'object') {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
