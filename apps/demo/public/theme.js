// Before the first paint, so that nobody who chose the dark is blinded by a flash of light.
document.documentElement.dataset.theme = localStorage.getItem("fernway.theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
