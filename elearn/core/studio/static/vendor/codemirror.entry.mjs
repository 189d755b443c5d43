// The studio's Markdown editor: what of CodeMirror 6 goes into codemirror.min.js (see bundle.sh).
// It lives in a shadow root, for there CodeMirror adopts its style sheets instead of writing <style> elements,
// which the page's content policy forbids.
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, Language, defineLanguageFacet, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { GFM, parser } from "@lezer/markdown";
import { tags } from "@lezer/highlight";

const markdown = new Language(defineLanguageFacet({}), parser.configure(GFM), [], "markdown");

const look = HighlightStyle.define([
  { tag: tags.heading, color: "var(--primary)", fontWeight: "700" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], color: "var(--note)" },
  { tag: [tags.quote, tags.comment, tags.processingInstruction, tags.contentSeparator], color: "var(--muted)" },
  { tag: [tags.monospace, tags.atom], color: "var(--warn)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--surface)", fontSize: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit" },
  ".cm-content": { caretColor: "var(--primary)" },
  ".cm-cursor": { borderLeftColor: "var(--primary)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--primary-soft)" },
  ".cm-tooltip": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--edge)" },
});

// element: an empty block; changed(text): told of every change by hand; save(): Ctrl+S; dropped(files): pictures and files.
window.elearnEditor = (element, { text, label, changed, save, dropped }) => {
  let quiet = false;
  const root = element.attachShadow({ mode: "open" });
  const files = (event, list) => {
    if (!list?.length) return false;
    event.preventDefault();
    dropped([...list]);
    return true;
  };
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), highlightSpecialChars(), history(), drawSelection(), highlightActiveLine(), lintGutter(),
        markdown, syntaxHighlighting(look), theme, EditorView.lineWrapping,
        keymap.of([{ key: "Mod-s", run: () => { save(); return true; } }, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, lang: "id", spellcheck: "true", tabindex: "0" }),
        EditorView.updateListener.of((update) => { if (update.docChanged && !quiet) changed(view.state.doc.toString()); }),
        EditorView.domEventHandlers({ drop: (event) => files(event, event.dataTransfer?.files), paste: (event) => files(event, event.clipboardData?.files) }),
      ],
    }),
  });
  const at = (line) => view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  return {
    focus: () => view.focus(),
    go(line) {
      const { from } = at(line);
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
    insert(words) {
      view.dispatch(view.state.replaceSelection(words));
      view.focus();
    },
    replace(words) {
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: words } });
      quiet = false;
    },
    // findings: [{ line, level, sentence }]
    mark(findings) {
      const spots = findings.map(({ line, level, sentence }) => {
        const { from, to } = at(line);
        return { from, to, severity: level === "salah" ? "error" : "warning", message: sentence };
      });
      view.dispatch(setDiagnostics(view.state, spots));
    },
  };
};
