import { useEffect, useState } from "react";

export type Theme = "light" | "dark";

/** Light or dark, as chosen on this device; public/theme.js set it before the first paint. */
export function useTheme(): [theme: Theme, toggle: () => void] {
  const [theme, setTheme] = useState<Theme>(() => (document.documentElement.dataset["theme"] === "dark" ? "dark" : "light"));
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  const toggle = () => {
    const next = theme === "dark" ? "light" : "dark";
    localStorage.setItem("fernway.theme", next);
    setTheme(next);
  };
  return [theme, toggle];
}
