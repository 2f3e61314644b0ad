import { startApp } from "./page/app.ts";
import { startWorker } from "./worker/client.ts";

startApp(startWorker());

// Keeps the page's files for times without a network.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  // Served without https it has none, and needs the network each time.
  navigator.serviceWorker.register(new URL("./offline.js", document.baseURI)).catch(() => undefined);
}
