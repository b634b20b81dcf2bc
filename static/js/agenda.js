/* The agenda's items can be dragged into order. The buttons beside do the same without this file. */
(() => {
  "use strict";

  const list = document.querySelector("[data-order-form]");
  if (!list) return;
  const form = document.getElementById(list.dataset.orderForm);
  list.dataset.drags = "";
  let dragged = null;

  const items = () => [...list.querySelectorAll("[data-item]")];
  const clear = () => items().forEach((item) => item.classList.remove("agenda__before", "agenda__after"));
  const lowerHalf = (item, event) => {
    const box = item.getBoundingClientRect();
    return event.clientY > box.top + box.height / 2;
  };

  items().forEach((item) => {
    /* Only the grip starts a drag, so that the text of an item can still be marked. */
    const grip = item.querySelector(".agenda__grip");
    grip.addEventListener("pointerdown", () => (item.draggable = true));
    grip.addEventListener("pointerup", () => (item.draggable = false));

    item.addEventListener("dragstart", (event) => {
      dragged = item;
      item.classList.add("agenda__dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.item);
    });
    item.addEventListener("dragover", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      clear();
      item.classList.add(lowerHalf(item, event) ? "agenda__after" : "agenda__before");
    });
    item.addEventListener("drop", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      if (lowerHalf(item, event)) item.after(dragged);
      else item.before(dragged);
      form.elements.order.value = items().map((each) => each.dataset.item).join(",");
      form.requestSubmit();
    });
    item.addEventListener("dragend", () => {
      item.draggable = false;
      item.classList.remove("agenda__dragged");
      clear();
      dragged = null;
    });
  });
})();
