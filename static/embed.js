// Put the question page of this script's site where the script stands, as tall as its content.
{
  const script = document.currentScript, { theme = "", lang = "", title = "Patient FAQ" } = script.dataset;
  const page = new URL((lang && `${lang}/`) + "embed", script.src), frame = document.createElement("iframe");
  page.search = new URLSearchParams({ theme, parent: location.origin });
  Object.assign(frame, { src: page, title, width: "100%", height: 720, frameBorder: 0 });
  addEventListener("message", ({ origin, source, data }) => {
    if (origin === page.origin && source === frame.contentWindow && data.height > 0) frame.height = data.height;
  });
  script.after(frame);
}
