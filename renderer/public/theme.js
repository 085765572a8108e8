// Runs before the first paint, so that a chosen theme never flashes the other one. See app/theme.ts.
const chosen = localStorage.getItem('nucleus.theme')
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
