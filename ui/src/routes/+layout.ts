// The page is built in the browser: the server embeds static files and answers with data only.
export const ssr = false;
