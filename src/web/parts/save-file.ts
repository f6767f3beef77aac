/** Saves a text as a file, as if it had been downloaded from an address of its own. */
function saveFile(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // Browsers read it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function saveCalendar(name: string, text: string): void {
  saveFile(name, text, 'text/calendar');
}
