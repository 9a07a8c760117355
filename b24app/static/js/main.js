// The application's main page: the list of workflows.

import { fit } from "./frame.js";
import { busy, ready } from "./page.js";
import { readers } from "./readers.js";
import { list } from "./workflows.js";

const workflows = document.getElementById("workflows");
document.getElementById("refresh").addEventListener("click", (event) => {
  busy(event.currentTarget, "Refreshing…", () => list(workflows));
});
ready();
list(workflows);
readers(document.getElementById("readers"));
fit(document.getElementById("page"));
