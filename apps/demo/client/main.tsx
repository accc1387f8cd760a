import "./styles/host.css";
import "@meanwhile/react/styles.css";
import "./styles/pages.css";
import "./styles/discussions.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";

createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
