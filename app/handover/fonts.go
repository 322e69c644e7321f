package handover

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
)

// fontsKey remembers on this computer which fonts stand behind the report's own,
// for characters that it lacks.
const fontsKey = "report.fonts"

// fonts are those that are remembered, in order. A file is read once.
type fonts struct {
	screen *Screen
	read   map[string]fontFile
}

type fontFile struct {
	data []byte
	err  error
}

func newFonts(s *Screen) *fonts { return &fonts{screen: s, read: map[string]fontFile{}} }

// paths are where the fonts are.
func (f *fonts) paths() []string {
	return strings.FieldsFunc(f.screen.d.Computer.Get(fontsKey), func(r rune) bool { return r == '\n' })
}

func (f *fonts) file(path string) fontFile {
	file, known := f.read[path]
	if !known {
		file.data, file.err = engagement.ReadFont(path)
		f.read[path] = file
	}
	return file
}

// all are the fonts that can be used; those that cannot say why where they are
// listed.
func (f *fonts) all() [][]byte {
	var all [][]byte
	for _, path := range f.paths() {
		if file := f.file(path); file.err == nil {
			all = append(all, file.data)
		}
	}
	return all
}

func (f *fonts) remember(paths []string) {
	f.screen.d.Computer.Set(fontsKey, strings.Join(paths, "\n"))
	f.screen.changedKind()
	f.screen.followUp()
}

// choose asks for a font and adds it, if it can be one.
func (f *fonts) choose() {
	d := f.screen.d
	d.Window.OpenFile(d.T("Choose a font"), []string{".ttf"}, func(path string) {
		var file fontFile
		d.Window.Work(d.T("Reading the font"), func(context.Context, func(int, int)) error {
			file.data, file.err = engagement.ReadFont(path)
			return file.err
		}, func(err error) {
			if err != nil {
				d.Window.Fail(err, nil)
				return
			}
			f.read[path] = file
			if paths := f.paths(); !slices.Contains(paths, path) {
				f.remember(append(paths, path))
			}
		})
	})
}

func (f *fonts) remove(path string) {
	f.remember(slices.DeleteFunc(f.paths(), func(p string) bool { return p == path }))
}

// list names the fonts, with a way to let go of each and to add one.
func (f *fonts) list() fyne.CanvasObject {
	d, l := f.screen.d, f.screen.d.Look
	column := l.Column(6)
	for _, path := range f.paths() {
		name := l.Shrinking(desk.OneLine(filepath.Base(path)), look.Body, look.Text)
		column.Add(l.Row(8, look.Grow(look.Middle(name)), l.Link(d.T("Remove"), look.Accent, func() { f.remove(path) })))
		if err := f.file(path).err; err != nil {
			column.Add(l.Paragraph(shortened(d.Sentence(err)), look.Small, look.Alarm, desk.PanelWidth))
		}
	}
	column.Add(l.Row(8, l.Button(d.T("Add a font…"), look.Plain, f.choose)))
	return column
}
