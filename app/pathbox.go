package app

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"demarc/app/desk"
	"demarc/app/look"
)

// pathBox asks for a file: its path is typed, pasted or completed from the
// folder, or looked for in a dialog. It leaves everything behind it usable.
type pathBox struct {
	w       *Window
	entry   *look.Entry
	choices *look.Choices
	listed  *fyne.Container // of the choices, while there are any
	wrong   *look.Label     // why enter did nothing
	box     *fyne.Container
	endings []string // in small letters, with the dot; none allows all
	saving  bool
	folders bool // a folder is asked for
	chosen  func(string)
	before  fyne.Focusable
	dialog  dialog.Dialog // nil until one is looked into
}

// OpenFile asks for a file to read.
func (w *Window) OpenFile(title string, endings []string, chosen func(string)) {
	w.askPath(&pathBox{w: w, endings: endings, chosen: chosen}, title, w.folder()+string(filepath.Separator))
}

// askFolder asks for a folder that is there.
func (w *Window) askFolder(title string, chosen func(string)) {
	w.askPath(&pathBox{w: w, folders: true, chosen: chosen}, title, w.folder()+string(filepath.Separator))
}

// SaveFile asks for a file to write.
func (w *Window) SaveFile(title, name string, chosen func(string)) {
	w.askPath(&pathBox{w: w, endings: []string{strings.ToLower(filepath.Ext(name))}, saving: true, chosen: chosen}, title, filepath.Join(w.folder(), name))
}

// folder is where files were chosen last, or where the engagement lies. While
// the client is looking it is the latter: the former may name another client.
func (w *Window) folder() string {
	if folder := w.settings.folder(); folder != "" && exists(folder) && !(w.presenting && w.desk != nil) {
		return folder
	}
	if w.desk != nil {
		return filepath.Dir(w.desk.Path)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}

func (w *Window) askPath(p *pathBox, title, text string) {
	w.closeFloating()
	l, t := w.look, w.language.T
	p.before = w.Canvas().Focused()
	hint := t("Path of the file")
	if p.folders {
		hint = t("Path of the folder")
	}
	p.entry = l.Entry("", hint, nil)
	p.entry.Text = text
	p.entry.Keys, p.entry.Tabs = p.key, p.continues
	p.entry.OnChanged = func(string) { p.offer() }
	p.entry.OnSubmitted = func(string) { p.enter() }
	p.choices = l.Choices(func(o look.Option) { p.pick(o) })
	verb := t("Open file")
	switch {
	case p.saving:
		verb = t("Save")
	case p.folders:
		verb = t("Choose this folder")
	}
	buttons := l.Row(8, look.Space(), l.Button(t("Browse…"), look.Plain, p.browse), l.Button(t("Cancel"), look.Plain, p.close), l.Button(verb, look.Primary, p.take))
	p.listed = l.Pad(p.choices, 4, 0, 0, 0)
	p.wrong = l.Label("", look.Small, look.Alarm)
	p.wrong.Hide()
	inside := look.Border(l.Column(8, l.Label(title, look.BodyStrong, look.Text), p.entry, p.wrong), l.Pad(buttons, 8, 0, 0, 0), nil, nil, p.listed)
	p.box = l.Box(look.Surface, look.Edge, l.Pad(inside, 12, 12, 12, 12))
	w.asking = p
	p.offer()
	w.Canvas().Focus(p.entry)
	p.entry.CursorColumn = len([]rune(text))
	p.entry.Refresh()
}

// offer lists what the folder holds that continues the path.
func (p *pathBox) offer() {
	continuations := p.continuations()
	p.choices.Offer(continuations)
	p.listed.Hidden = len(continuations) == 0
	p.wrong.Hide()
	if p.w.presenting {
		p.wrong.Set(p.w.language.T("What is in the folder is hidden while presenting."), look.Text2)
		p.wrong.Show()
	}
	p.show()
}

// show fits the box to what stands in it.
func (p *pathBox) show() {
	l, size := p.w.look, p.w.Canvas().Size()
	width := min(l.S(680), size.Width-l.S(40))
	l.Float.Show(p.box, fyne.NewPos((size.Width-width)/2, l.S(60)), fyne.NewSize(width, p.box.MinSize().Height))
}

// continuations are the files and folders that the path may go on to. Their names
// tell of other clients, and are kept from the one who is looking.
func (p *pathBox) continuations() []look.Option {
	if p.w.presenting {
		return nil
	}
	folder, beginning := filepath.Split(p.path())
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var folders, files []look.Option
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, ".") || !strings.HasPrefix(strings.ToLower(name), strings.ToLower(beginning)) {
			continue
		}
		switch {
		case entry.IsDir():
			folders = append(folders, look.Option{Value: filepath.Join(folder, name) + string(filepath.Separator), Text: name + string(filepath.Separator)})
		case p.folders:
		case len(p.endings) == 0 || slices.Contains(p.endings, strings.ToLower(filepath.Ext(name))):
			files = append(files, look.Option{Value: filepath.Join(folder, name), Text: name})
		}
	}
	return append(files, folders...)
}

// continues reports whether what is marked in the list would continue the path.
func (p *pathBox) continues() bool {
	option, ok := p.choices.Current()
	return ok && option.Value != p.entry.Text
}

func (p *pathBox) key(event *fyne.KeyEvent) bool {
	switch event.Name {
	case fyne.KeyDown:
		p.choices.Step(1)
	case fyne.KeyUp:
		p.choices.Step(-1)
	case fyne.KeyTab:
		if option, ok := p.choices.Current(); ok {
			p.put(option.Value)
		}
	case fyne.KeyEscape:
		p.close()
	default:
		return false
	}
	return true
}

func (p *pathBox) put(path string) {
	p.entry.SetText(path)
	p.entry.CursorColumn = len([]rune(path))
	p.entry.Refresh()
}

// pick goes into a folder, or takes a file.
func (p *pathBox) pick(option look.Option) {
	p.put(option.Value)
	if !strings.HasSuffix(option.Value, string(filepath.Separator)) {
		p.take()
		return
	}
	p.w.Canvas().Focus(p.entry)
}

// enter takes the path that is typed; while it names no file, what is marked in
// the list continues it.
func (p *pathBox) enter() {
	path := p.path()
	info, err := os.Stat(path)
	if p.folders && err == nil && info.IsDir() {
		p.take()
		return
	}
	if p.saving && !strings.HasSuffix(path, string(filepath.Separator)) || err == nil && !info.IsDir() {
		p.take()
		return
	}
	if option, ok := p.choices.Current(); ok {
		p.pick(option)
		return
	}
	p.wrong.Set(p.w.language.T("There is no such file."), look.Alarm)
	p.wrong.Show()
	p.show()
}

// path is what is typed. A whole path that is typed or pasted behind another
// takes its place.
func (p *pathBox) path() string {
	typed := strings.TrimSpace(p.entry.Text)
	if at := anew.FindAllStringSubmatchIndex(typed, -1); len(at) > 0 {
		typed = typed[at[len(at)-1][2]:]
	}
	return desk.ExpandHome(typed)
}

// anew is where a path begins within a text: at the second of two separators, at
// the home folder or at a drive behind one.
var anew = regexp.MustCompile(`.[/\\](/|~[/\\]|[A-Za-z]:[/\\])`)

func (p *pathBox) take() {
	path := p.path()
	if p.folders {
		p.takeFolder(path)
		return
	}
	if path == "" || strings.HasSuffix(path, string(filepath.Separator)) {
		return
	}
	if p.saving && filepath.Ext(path) == "" {
		path += p.endings[0]
	}
	p.close()
	p.w.settings.setFolder(filepath.Dir(path))
	p.chosen(path)
}

// takeFolder takes a folder that is there.
func (p *pathBox) takeFolder(path string) {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		p.wrong.Set(p.w.language.T("There is no such folder."), look.Alarm)
		p.wrong.Show()
		p.show()
		return
	}
	p.close()
	p.w.settings.setFolder(filepath.Clean(path))
	p.chosen(path)
}

func (p *pathBox) close() {
	if p.dialog != nil {
		p.dialog.Hide()
	}
	p.w.look.Float.Hide(p.box)
	p.w.asking = nil
	if p.before != nil {
		p.w.Canvas().Focus(p.before)
	} else {
		p.w.Canvas().Unfocus()
	}
}

// browse looks for the file in a dialog. For a file to write it looks for the
// folder alone: the toolkit's dialog for saving empties a file that is there
// before anything was written in its place.
func (p *pathBox) browse() {
	folder, _ := storage.ListerForURI(storage.NewFileURI(p.w.folder()))
	if p.saving || p.folders {
		d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			if err == nil && folder != nil {
				p.into(folder.Path())
			}
		}, p.w.shown)
		d.SetLocation(folder)
		p.look(d)
		return
	}
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err == nil && file != nil {
			path := file.URI().Path()
			file.Close()
			p.put(path)
			p.take()
		}
	}, p.w.shown)
	if len(p.endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(p.endings))
	}
	d.SetLocation(folder)
	p.look(d)
}

// into puts the file that is to be written into another folder.
func (p *pathBox) into(folder string) {
	name := filepath.Base(p.entry.Text)
	if p.folders {
		name = ""
	}
	p.put(filepath.Join(folder, name))
	p.w.Canvas().Focus(p.entry)
}

// look shows the toolkit's dialog. Its field would swallow escape and every
// shortcut, so that the keyboard stays with the window until it is clicked.
func (p *pathBox) look(d dialog.Dialog) {
	p.dialog = d
	d.Resize(fyne.NewSize(900, 600))
	d.Show()
	p.w.Canvas().Unfocus()
}
