package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/store"
	"demarc/words"
)

// Program is what the window is handed: how engagements are opened (with what
// the program carries, and who sits in front of it) and how it looks.
type Program struct {
	engagement.Options
	Fonts look.Fonts
	Icon  []byte // PNG
	// State is the path of the file that keeps the state of the interface; empty
	// keeps none.
	State string
	// Background does work beside the toolkit's goroutine; nil makes a goroutine.
	Background func(work func())
	// Clock is by what it is known how long nobody has been here; nil is the
	// computer's.
	Clock func() time.Time
}

// Window is the program's one window.
type Window struct {
	program  Program
	app      fyne.App
	shown    fyne.Window
	settings settings

	look       *look.Look
	language   *words.Language
	presenting bool

	desk    *desk.Desk // nil on the start screen
	current desk.ScreenName
	screens map[desk.ScreenName]desk.Screen
	stale   map[desk.ScreenName]bool
	frame   *frame
	start   *startScreen
	palette *palette
	tasks   tasks
	asking  *pathBox
	// unwatched ends what keeps the window painted.
	unwatched func()
	draft     draft
	missed    missed
	retrying  bool // what was missed is being tried again
	idle      idle
	sealed    *sealed // nil unless a passphrase is asked for
	question  *question
	parting   string // what went wrong while the last engagement was closed

	glances  int        // rounds of looking into the recent files
	glancing sync.Mutex // held while a file is looked into
}

// Open makes the window and shows it, on an engagement if one is named. It
// does not run the toolkit: the caller does.
func Open(a fyne.App, program Program, path string) *Window {
	w := &Window{program: program, app: a, settings: settings{keep(program.State)}}
	w.shown = a.NewWindow("Demarc")
	w.shown.SetPadded(false)
	w.shown.SetMaster()
	if program.Icon != nil {
		w.shown.SetIcon(fyne.NewStaticResource("icon.png", program.Icon))
	}
	w.shown.Resize(w.settings.windowSize())
	w.shown.SetOnDropped(w.dropped)
	w.shown.SetCloseIntercept(w.close)
	w.shown.Canvas().SetOnTypedKey(w.typedKey)
	w.shown.Canvas().SetOnTypedRune(w.typedRune)
	w.addShortcuts()
	w.build()
	a.Settings().AddListener(func(fyne.Settings) { w.systemChanged() })
	if path != "" {
		w.openEngagement(path)
	}
	w.shown.Show()
	w.unwatched = keepPainting(w.shown.Canvas(), time.Tick(repaintEvery), func(paint func()) {
		fyne.Do(func() {
			w.keepDraft()
			w.lockIfIdle()
			paint()
		})
	})
	return w
}

// Shown is the toolkit's window.
func (w *Window) Shown() fyne.Window { return w.shown }

// dark reports whether the window is dark now.
func (w *Window) dark() bool {
	switch w.settings.theme() {
	case lightTheme:
		return false
	case darkTheme:
		return true
	}
	return w.app.Settings().ThemeVariant() == theme.VariantDark
}

// build makes the appearance and all content anew.
func (w *Window) build() {
	scale := float32(w.settings.textSize()) / 100
	if w.presenting {
		scale += 0.1
	}
	w.look = look.New(w.program.Fonts, w.dark(), scale)
	w.look.Key, w.look.Shortcut, w.look.Rune = w.typedKey, w.typedShortcut, w.typedRune
	w.look.Typing, w.look.Unpicked, w.look.Arrived = w.typing, w.unpicked, w.arrived
	w.look.Stirred = w.stirred
	w.language = w.chooseLanguage()
	w.app.Settings().SetTheme(w.look.Theme())
	w.palette, w.asking, w.question = nil, nil, nil
	for _, over := range w.Canvas().Overlays().List() {
		w.Canvas().Overlays().Remove(over) // a menu or dialog that leads to what is gone
	}
	if w.desk == nil {
		w.frame, w.screens = nil, nil
		w.start = newStart(w)
		w.shown.SetTitle("Demarc")
		w.shown.SetContent(layers(w.look, w.look.On(look.Canvas, w.start.content())))
		w.start.focus()
		w.sayParting()
		return
	}
	w.start = nil
	w.desk.Look, w.desk.Language, w.desk.Presenting = w.look, w.language, w.presenting
	w.screens, w.stale = map[desk.ScreenName]desk.Screen{}, map[desk.ScreenName]bool{}
	w.frame = newFrame(w)
	w.shown.SetContent(layers(w.look, w.frame.content()))
	w.show(w.current)
}

// systemChanged follows the system's change from light to dark.
func (w *Window) systemChanged() {
	if w.look != nil && w.look.Dark != w.dark() {
		w.restyle()
	}
}

// restyle follows another appearance or language. What is being typed is saved
// first: its field goes.
func (w *Window) restyle() {
	w.Canvas().Unfocus()
	w.build()
	if !w.presenting {
		w.offerDraft()
	}
}

func (w *Window) chooseLanguage() *words.Language {
	for _, language := range w.program.Library.Languages {
		if language.Code == w.settings.language() {
			return language
		}
	}
	return nil
}

// openEngagement opens a file in the place of the one that is open.
func (w *Window) openEngagement(path string) {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if w.desk == nil || w.desk.Path != path {
		w.leave(func() { w.open(path) })
	}
}

func (w *Window) open(path string) {
	w.glances++ // ends the looking into recent files
	w.glancing.Lock()
	session, err := engagement.Open(path, w.options(nil))
	w.glancing.Unlock()
	switch {
	case err == nil:
		w.use(session, path)
	case errors.Is(err, store.ErrSealed):
		w.askToUnlock(&sealed{path: path})
	case errors.Is(err, store.ErrDamaged):
		w.showDamaged(path, err)
	default:
		w.Fail(err, func() { w.openEngagement(path) })
	}
}

// options are how engagements are opened, with a passphrase or without.
func (w *Window) options(passphrase *string) engagement.Options {
	options := w.program.Options
	if passphrase != nil {
		options.Passphrase = func() (string, error) { return *passphrase, nil }
	}
	return options
}

// use shows an engagement that was opened.
func (w *Window) use(session *engagement.Session, path string) {
	w.letGo()
	before := w.sealed
	w.sealed = nil
	id := session.State().Engagement.ID
	w.desk = &desk.Desk{
		Session: session, Library: w.program.Library, Path: path,
		Memory: memory{w.settings.kept, id}, Computer: computer{w.settings.kept}, Window: w,
	}
	w.settings.opened(path, w.now())
	w.current = desk.ScreenName(w.desk.Memory.Get("screen"))
	if _, known := screenMakers[w.current]; !known {
		w.current = desk.Overview
	}
	scope := session.State().Engagement
	w.shown.SetTitle(desk.OneLine(scope.Client) + " – Demarc")
	w.findDraft()
	unlocked := before != nil && before.locked && before.path == path
	w.draft.locked = unlocked
	w.build()
	w.offerDraft()
	w.sayParting()
	if behind := session.ClockBehind(); !behind.Silent() {
		w.Say(behind.In(w.language), true)
	}
	if unlocked {
		scrollAs(w.frame, before.scrolls)
	}
}

// letGo closes the engagement that is open, if one is.
func (w *Window) letGo() {
	if w.desk == nil {
		return
	}
	w.tasks.cancel()
	w.keepDraft() // a form that nobody sent is offered the next time
	w.draft = draft{}
	w.desk.LookAway()
	w.parted(w.desk.Session.Close(), w.desk.Path)
	if w.desk.Session.Sealed() {
		w.forget()
	}
	w.desk = nil
}

// closeEngagement goes back to the start screen.
func (w *Window) closeEngagement() {
	w.leave(func() {
		w.letGo()
		w.build()
	})
}

func (w *Window) close() { w.leave(w.end) }

// end closes the window.
func (w *Window) end() {
	if w.unwatched == nil {
		return // the key was pressed twice
	}
	w.settings.setWindowSize(w.shown.Canvas().Size())
	w.letGo()
	w.settings.kept.save()
	w.unwatched()
	w.unwatched = nil
	w.shown.Close()
}

// dropped takes files that were dropped on the window.
func (w *Window) dropped(at fyne.Position, uris []fyne.URI) {
	w.stirred()
	var paths []string
	for _, uri := range uris {
		paths = append(paths, uri.Path())
	}
	w.drop(paths, at)
}

func (w *Window) drop(paths []string, at fyne.Position) {
	if len(paths) == 0 {
		return
	}
	ending := strings.ToLower(filepath.Ext(paths[0]))
	switch {
	case ending == ".demarc":
		w.dropEngagement(paths)
	case w.desk == nil && ending == ".pdf":
		w.start.verify(paths[0])
	case w.desk == nil:
		w.frameless().tell(w.language.T("Open an engagement first; then drop %s on it.", filepath.Base(paths[0])))
	case w.screens[w.current].Drop(paths, at):
	case ending == ".pdf":
		w.show(desk.Report)
		w.screens[desk.Report].Drop(paths, at)
	default:
		w.show(desk.Assets)
		if !w.screens[desk.Assets].Drop(paths, at) {
			w.Say(w.language.T("Nothing here can use %s.", filepath.Base(paths[0])), false)
		}
	}
}

func (w *Window) frameless() *startScreen { return w.start }

func (w *Window) now() time.Time {
	if w.program.Now.IsZero() {
		return time.Now()
	}
	return w.program.Now
}

// exists reports whether there is a file.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
