package look

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
)

// Fonts are the window's typeface as TrueType files.
type Fonts struct{ Regular, Medium, SemiBold []byte }

// Look is one appearance.
type Look struct {
	Dark bool
	// Scale multiplies every length and every size of text: 0.9 to 1.5.
	Scale float32
	// Float shows things above the content without taking the keyboard away.
	Float *Layer
	// Key gets the keys that the part in focus has no use for, Shortcut the
	// shortcuts, Rune the letters. Each may be nil.
	Key      func(*fyne.KeyEvent)
	Shortcut func(fyne.Shortcut)
	Rune     func(rune)
	// Typing is told of a field whose text is typed and not handed on, and again
	// once that is no longer so. It may be nil.
	Typing func(*Entry)
	// Unpicked is told of a text that was typed where something is to be picked
	// and is nothing to pick. It may be nil.
	Unpicked func(text string)
	// Arrived is told that the keyboard has come to a part, other than with the
	// mouse. It may be nil.
	Arrived func()
	// Stirred is told of every key and every press: somebody sits here. It may be
	// nil.
	Stirred func()

	faces    [weights]fyne.Resource
	measured measures
}

// New makes an appearance.
func New(fonts Fonts, dark bool, scale float32) *Look {
	return &Look{
		Dark: dark, Scale: scale, Float: newLayer(),
		faces: [weights]fyne.Resource{
			face("Inter-Regular.ttf", fonts.Regular),
			face("Inter-Medium.ttf", fonts.Medium),
			face("Inter-SemiBold.ttf", fonts.SemiBold),
		},
	}
}

// faces are the typefaces by where they begin: the toolkit reads one anew for
// every resource and keeps what it read, and every appearance has the same.
var faces sync.Map // of *byte -> fyne.Resource

func face(name string, ttf []byte) fyne.Resource {
	made := fyne.NewStaticResource(name, ttf)
	if len(ttf) == 0 {
		return made
	}
	known, _ := faces.LoadOrStore(&ttf[0], made)
	return known.(fyne.Resource)
}

// S is a length of the design in this appearance.
func (l *Look) S(length float32) float32 { return length * l.Scale }

// Colour is what a role looks like.
func (l *Look) Colour(r Role) color.NRGBA {
	if l.Dark {
		return rgb(dark[r])
	}
	return rgb(light[r])
}

// Face is the typeface in a weight.
func (l *Look) Face(w Weight) fyne.Resource { return l.faces[w] }

// Stir tells that a key or a press came. Every part that takes one calls it: the
// toolkit has no place where they all pass.
func (l *Look) Stir() {
	if l.Stirred != nil {
		l.Stirred()
	}
}

func (l *Look) arrived() {
	if l.Arrived != nil {
		l.Arrived()
	}
}

func (l *Look) unusedKey(event *fyne.KeyEvent) {
	if l.Key != nil {
		l.Key(event)
	}
}

func (l *Look) unusedShortcut(shortcut fyne.Shortcut) {
	if l.Shortcut != nil {
		l.Shortcut(shortcut)
	}
}

func (l *Look) unusedRune(r rune) {
	if l.Rune != nil {
		l.Rune(r)
	}
}
