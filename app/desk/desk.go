// Package desk is what every screen works with: the open engagement, the
// appearance, the language, and the ways to change something, to say something
// and to go somewhere else. It decides nothing: engagement does.
package desk

import (
	"context"

	"fyne.io/fyne/v2"

	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
	"demarc/words"
)

// Desk is one open engagement in one appearance and language. All of it is for
// the toolkit's goroutine.
type Desk struct {
	*words.Language
	Look    *look.Look
	Session *engagement.Session
	Library *engagement.Library
	Path    string // of the engagement's file
	// Presenting hides people's names and excerpts: the client is looking.
	Presenting bool
	// Memory keeps the state of the screens, per engagement: never a client's
	// data, only ids and numbers.
	Memory Memory
	// Computer keeps what is remembered on this computer for every engagement.
	Computer Memory
	// Unsent is what forms hold that were not sent yet.
	Unsent Unsent
	// Other is another copy of the engagement that is looked at, or nil.
	Other  *Other
	Window Window
	// Identity is the one that was opened or made last, to sign with; nil until
	// then.
	Identity *sign.Identity
}

// Window is what a screen may ask of the window around it.
type Window interface {
	// Changed brings every screen to what is stored now.
	Changed()
	// Say shows a quiet sentence in the status line; with undo it offers that.
	Say(text string, undo bool)
	// Fail shows what went wrong until it is read. retry may be nil.
	Fail(err error, retry func())
	// NotSaved is Fail for a change that could not be kept.
	NotSaved(err error, retry func())
	// Go goes to a place.
	Go(Place)
	// Panel shows something at the side; nil closes it. The object is scrolled
	// and gets a width of PanelWidth.
	Panel(object fyne.CanvasObject)
	// Canvas is the window's canvas, for the focus.
	Canvas() fyne.Canvas
	// Work does something long beside everything else. It gets a way to say how
	// far it is; done is called on the toolkit's goroutine.
	// It reports whether the work began: only one is done at a time.
	Work(title string, work func(ctx context.Context, progress func(done, total int)) error, done func(error)) (begun bool)
	// OpenFile and SaveFile ask for a path; nothing is told when nobody chose.
	OpenFile(title string, endings []string, chosen func(path string))
	SaveFile(title, name string, chosen func(path string))
	// Reveal shows a file in the system's file manager.
	Reveal(path string)
}

// Memory keeps small texts between two days.
type Memory interface {
	Get(key string) string
	Set(key, value string)
}

// ScreenName names a screen.
type ScreenName string

// The screens, in the order of the navigation.
const (
	Overview         ScreenName = "overview"
	Assets           ScreenName = "assets"
	Responsibilities ScreenName = "responsibilities"
	Findings         ScreenName = "findings"
	People           ScreenName = "people"
	Report           ScreenName = "report"
	History          ScreenName = "history"
)

// Place is somewhere to go: a screen, and what to select or filter there. Ids
// that are empty select nothing.
type Place struct {
	Screen  ScreenName
	Asset   string
	Control string
	Party   string
	Finding string
	Commit  string
	// Filter is a screen's own word for what to show, such as "unowned" or
	// "critical"; Category and Hosting narrow further.
	Filter   string
	Category []string
	Hosting  string
	// Do names something to begin at once, such as "new" or "import"; Path is the
	// file that it is about.
	Do, Path string
}

// Screen is one of the window's screens.
type Screen interface {
	// Content is the screen; it is made once.
	Content() fyne.CanvasObject
	// Refresh follows a change of the engagement.
	Refresh()
	// Enter is called when the screen comes to the front: it shows its panel and
	// takes the keyboard.
	Enter()
	// Show goes to what a place names on this screen.
	Show(Place)
	// Search gives the screen's search field the keyboard.
	Search()
	// Drop takes files that were dropped at a point of the window; it reports
	// whether it had a use for them.
	Drop(paths []string, at fyne.Position) bool
}

// PanelWidth is the width of what Panel shows, in lengths of the design,
// without the room around it.
const PanelWidth = 340

// Do makes one change. Where it succeeds it is on disk, every screen follows,
// and the sentence is shown with a way to undo it; where it fails, what went
// wrong is shown and nothing has changed.
func (d *Desk) Do(change func() (sentence string, err error)) bool {
	before := d.Session.Commits()
	sentence, err := change()
	if err != nil {
		d.Window.NotSaved(err, func() { d.Do(change) })
		return false
	}
	d.Window.Changed()
	if sentence != "" {
		d.Window.Say(sentence, d.Session.Commits() > before)
	}
	return true
}

// Focus gives something the keyboard.
func (d *Desk) Focus(object fyne.Focusable) { d.Window.Canvas().Focus(object) }
