package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"demarc/app/desk"
	"demarc/engagement"
	"demarc/words"
)

// command is something a person can do from anywhere: by its key, from the
// palette, or by a button that runs it.
type command struct {
	id, name string
	key      *desktop.CustomShortcut // nil where there is none
	bare     fyne.KeyName            // a key without modifiers
	shift    bool                    // with bare
	// needs says that an engagement has to be open.
	needs bool
	run   func()
}

func ctrl(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

func ctrlShift(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// commands is the one table of what can be done from anywhere.
func (w *Window) commands() []command {
	t := w.language.T
	list := []command{
		{id: "palette", name: t("Go to an asset, control or command"), key: ctrl(fyne.KeyK), run: func() { w.openPalette("") }},
		{id: "palette.commands", name: t("All commands and keys"), bare: fyne.KeyF1, run: func() { w.openPalette(">") }},
		{id: "new", name: t("New engagement…"), key: ctrl(fyne.KeyN), run: w.askNew},
		{id: "open", name: t("Open engagement…"), key: ctrl(fyne.KeyO), run: w.askOpen},
		{id: "close", name: t("Close engagement"), key: ctrl(fyne.KeyW), needs: true, run: w.closeEngagement},
		{id: "quit", name: t("Quit"), key: ctrl(fyne.KeyQ), run: w.close},
		{id: "import", name: t("Import assets…"), key: ctrl(fyne.KeyI), needs: true, run: func() { w.Go(desk.Place{Screen: desk.Assets, Do: "import"}) }},
		{id: "asset.new", name: t("New asset"), key: ctrlShift(fyne.KeyN), needs: true, run: func() { w.begin(desk.Assets, "new") }},
		{id: "party.new", name: t("New party"), needs: true, run: func() { w.begin(desk.People, "new") }},
		{id: "undo", name: t("Undo"), key: ctrl(fyne.KeyZ), needs: true, run: w.undo},
		{id: "redo", name: t("Redo"), key: ctrlShift(fyne.KeyZ), needs: true, run: w.redo},
		{id: "search", name: t("Search in the screen"), key: ctrl(fyne.KeyF), needs: true, run: func() { w.screens[w.current].Search() }},
		{id: "panel", name: t("Open or close the side panel"), key: ctrl("]"), needs: true, run: func() { w.frame.panel.toggle() }},
		{id: "pane", name: t("Next pane"), bare: fyne.KeyF6, needs: true, run: w.nextPane},
		{id: "unowned.next", name: t("Next unowned cell"), bare: fyne.KeyF8, needs: true, run: func() { w.unowned(1) }},
		{id: "unowned.previous", name: t("Previous unowned cell"), bare: fyne.KeyF8, shift: true, needs: true, run: func() { w.unowned(-1) }},
		{id: "present", name: t("Presentation mode"), bare: fyne.KeyF9, run: w.present},
		{id: "export", name: t("Sign and export the report…"), key: ctrl(fyne.KeyE), needs: true, run: func() { w.begin(desk.Report, "sign") }},
		{id: "draft", name: t("Draft PDF…"), needs: true, run: func() { w.begin(desk.Report, "draft") }},
		{id: "verify", name: t("Verify a PDF…"), needs: true, run: func() { w.begin(desk.Report, "verify") }},
		{id: "report.document", name: t("Document and firm…"), needs: true, run: func() { w.begin(desk.Report, "document") }},
		{id: "report.details", name: t("What is handed over…"), needs: true, run: func() { w.begin(desk.Report, "details") }},
		{id: "report.characters", name: t("Characters and fonts…"), needs: true, run: func() { w.begin(desk.Report, "characters") }},
		{id: "report.omissions", name: t("Hand over a final report anyway…"), needs: true, run: func() { w.begin(desk.Report, "omissions") }},
		{id: "identity.choose", name: t("Choose an identity…"), needs: true, run: func() { w.begin(desk.Report, "choose") }},
		{id: "identity.new", name: t("New identity…"), needs: true, run: func() { w.begin(desk.Report, "identity") }},
		{id: "passphrase.set", name: t("Set a passphrase…"), needs: true, run: w.setAPassphrase},
		{id: "passphrase.change", name: t("Change the passphrase…"), needs: true, run: w.changePassphrase},
		{id: "passphrase.remove", name: t("Remove the passphrase…"), needs: true, run: w.removePassphrase},
		{id: "backup", name: t("Back up to a folder…"), needs: true, run: w.backUp},
		{id: "restore", name: t("Restore a backup…"), needs: true, run: w.chooseBackup},
		{id: "compact", name: t("Compact the file…"), needs: true, run: w.compact},
		{id: "merge", name: t("Merge another copy…"), needs: true, run: func() { w.Go(desk.Place{Screen: desk.History, Do: "merge"}) }},
		{id: "handoff", name: t("Hand off to another copy…"), needs: true, run: func() { w.Go(desk.Place{Screen: desk.History, Do: "handoff"}) }},
		{id: "visit.next", name: t("Begin the next visit…"), needs: true, run: w.askNextVisit},
		{id: "forget", name: t("Forget a record for good…"), needs: true, run: w.askToForget},
		{id: "lock", name: t("Lock now"), key: ctrl(fyne.KeyL), needs: true, run: w.lockNow},
		{id: "theme.system", name: t("Appearance: follow the system"), run: func() { w.setTheme(followSystem) }},
		{id: "theme.light", name: t("Appearance: light"), run: func() { w.setTheme(lightTheme) }},
		{id: "theme.dark", name: t("Appearance: dark"), run: func() { w.setTheme(darkTheme) }},
		{id: "text.larger", name: t("Larger text"), key: ctrl("="), run: func() { w.resizeText(1) }},
		{id: "text.smaller", name: t("Smaller text"), key: ctrl("-"), run: func() { w.resizeText(-1) }},
		{id: "text.normal", name: t("Text at 100 %"), key: ctrl("0"), run: func() { w.setTextSize(100) }},
	}
	list = append(list, w.lockCommands()...)
	list = append(list, w.screenCommands()...)
	list = append(list, w.filterCommands()...)
	for i, name := range screenOrder {
		list = append(list, command{
			id: "screen." + string(name), name: w.screenTitle(name), key: ctrl(fyne.KeyName(rune('1' + i))), needs: true, run: func() { w.show(name) },
		})
	}
	list = append(list, command{id: "language.en", name: "Language: English", run: func() { w.setLanguage("") }})
	for _, language := range w.program.Library.Languages {
		list = append(list, command{id: "language." + language.Code, name: t("Language: %s", language.Name), run: func() { w.setLanguage(language.Code) }})
	}
	return list
}

// run does a command by its id.
func (w *Window) run(id string) {
	for _, c := range w.commands() {
		if c.id == id && (w.desk != nil || !c.needs) {
			c.run()
			return
		}
	}
}

func (w *Window) undo() { w.replay("Taken back: %s", w.desk.Session.Undo) }

func (w *Window) redo() { w.replay("Made again: %s", w.desk.Session.Redo) }

// replay takes a change back or makes it again, and says what that was.
func (w *Window) replay(sentence string, step func(*words.Language) (string, error)) {
	told, err := step(w.language)
	switch {
	case err == nil:
		w.Changed()
		w.Say(w.language.T(sentence, w.desk.Discreet()(told)), false)
	case engagement.ErrorCode(err) == engagement.CodeRefused:
		w.Say(desk.Sentence(w.language, err), false) // nothing to take back is no trouble
	default:
		w.NotSaved(err, func() { w.replay(sentence, step) })
	}
}

func (w *Window) present() {
	w.presenting = !w.presenting
	w.restyle()
}

func (w *Window) setTheme(theme string) {
	w.settings.setTheme(theme)
	w.restyle()
}

func (w *Window) setLanguage(code string) {
	w.settings.setLanguage(code)
	w.restyle()
}

func (w *Window) setTextSize(percent int) {
	w.settings.setTextSize(percent)
	w.restyle()
}

// resizeText goes to the next size of text, or the one before with -1.
func (w *Window) resizeText(by int) {
	at := 0
	for i, size := range textSizes {
		if size <= w.settings.textSize() {
			at = i
		}
	}
	w.setTextSize(textSizes[min(max(at+by, 0), len(textSizes)-1)])
}

// unowned goes to the next unowned cell from anywhere.
func (w *Window) unowned(by int) {
	filter := "next-unowned"
	if by < 0 {
		filter = "previous-unowned"
	}
	w.Go(desk.Place{Screen: desk.Responsibilities, Do: filter})
}

// nextPane moves the keyboard from the screen to the panel and back.
func (w *Window) nextPane() {
	if first := firstFocusable(w.frame.panel.inside); first != nil && !w.focusIn(w.frame.panel.inside) && w.frame.panel.box.Visible() {
		w.Canvas().Focus(first)
		return
	}
	w.screens[w.current].Enter()
}
