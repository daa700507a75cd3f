import { type AppBundle, buildApp, sourceVersion } from './build/app-bundle.ts';
import { type VendorBundle, vendorBundle } from './build/vendor-bundle.ts';

export interface Built {
  readonly app: AppBundle;
  readonly vendor: VendorBundle;
}

/** The scripts of the pages, built when they are first wanted and again when a component's file has changed. */
export class PageBundles {
  readonly #forceApp: string;
  readonly #cacheFolder: string;
  #version = '';
  #built: Promise<Built> | undefined;

  constructor(forceApp: string, cacheFolder: string) {
    this.#forceApp = forceApp;
    this.#cacheFolder = cacheFolder;
  }

  /** @throws Error with the compiler's words if a component does not compile; the next call tries again. */
  async get(): Promise<Built> {
    const version = sourceVersion(this.#forceApp);
    if (this.#built === undefined || version !== this.#version) {
      this.#version = version;
      this.#built = this.#build();
      this.#built.catch(() => {
        this.#built = undefined;
      });
    }
    return this.#built;
  }

  async #build(): Promise<Built> {
    const app = await buildApp(this.#forceApp);
    return { app, vendor: await vendorBundle(app.imports, this.#cacheFolder) };
  }
}
