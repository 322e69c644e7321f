package app

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// inFolder asks for a file to write in a folder that holds a few.
func inFolder(t *testing.T) (w *Window, folder string, chosen *string) {
	t.Helper()
	w, folder, chosen = Open(test.NewTempApp(t), program(t), ""), t.TempDir(), new(string)
	for _, name := range []string{"halden.pdf", "nordhaven.pdf", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "signed"), 0o700); err != nil {
		t.Fatal(err)
	}
	w.settings.setFolder(folder)
	w.SaveFile("Sign and export", "report.pdf", func(path string) { *chosen = path })
	return w, folder, chosen
}

func TestAPathIsContinuedFromItsFolder(t *testing.T) {
	w, folder, chosen := inFolder(t)
	p := w.asking
	if p.entry.Text != filepath.Join(folder, "report.pdf") || p.listed.Visible() {
		t.Fatalf("it proposes %q; a list of what continues it: %t", p.entry.Text, p.listed.Visible())
	}
	for _, c := range []struct {
		name, typed string
		want        []string
	}{
		{"a folder", "", []string{"halden.pdf", "nordhaven.pdf", "signed/"}},
		{"a beginning", "NORD", []string{"nordhaven.pdf"}},
		{"another ending", "notes", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.put(filepath.Join(folder, c.typed+"x"))
			p.put(folder + string(filepath.Separator) + c.typed)
			var got []string
			for _, option := range p.continuations() {
				got = append(got, filepath.ToSlash(option.Text))
			}
			if len(got) != len(c.want) || p.listed.Visible() != (len(got) > 0) {
				t.Fatalf("listed: %q, seen: %t", got, p.listed.Visible())
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("listed: %q", got)
				}
			}
		})
	}
	p.put(filepath.Join(folder, "mine"))
	p.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if *chosen != filepath.Join(folder, "mine.pdf") {
		t.Errorf("chosen is %q", *chosen)
	}
}

// Looking for a folder leaves the name as it was typed, and touches no file.
func TestAFileIsPutIntoAnotherFolder(t *testing.T) {
	w, folder, chosen := inFolder(t)
	p := w.asking
	p.put(filepath.Join(folder, "halden.pdf"))
	p.browse()
	p.dialog.Hide()
	p.into(filepath.Join(folder, "signed"))
	if want := filepath.Join(folder, "signed", "halden.pdf"); p.entry.Text != want || w.Canvas().Focused() != p.entry || *chosen != "" {
		t.Errorf("the path is %q, chosen is %q", p.entry.Text, *chosen)
	}
	if data, err := os.ReadFile(filepath.Join(folder, "halden.pdf")); err != nil || string(data) != "halden.pdf" {
		t.Errorf("the file holds %q, %v", data, err)
	}
}

func TestAPathTakesThePlaceOfTheOneBefore(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	p := &pathBox{entry: Open(test.NewTempApp(t), program(t), "").look.Entry("", "", nil)}
	for typed, want := range map[string]string{
		"/home/me/report.pdf":          "/home/me/report.pdf",
		" /home/me/report.pdf ":        "/home/me/report.pdf",
		"/home/me//mnt/usb/report.pdf": "/mnt/usb/report.pdf",
		"/home/Ä//a//b":                "/b",
		"~/report.pdf":                 filepath.Join(home, "report.pdf"),
		"/mnt/usb/~/report.pdf":        filepath.Join(home, "report.pdf"),
		`C:\Users\me\D:\report.pdf`:    `D:\report.pdf`,
		`\\server\share\report.pdf`:    `\\server\share\report.pdf`,
		"":                             "",
	} {
		p.entry.Text = typed
		if got := p.path(); got != want {
			t.Errorf("%q is %q, not %q", typed, got, want)
		}
	}
}

func TestAFileThatIsNotThereIsSaid(t *testing.T) {
	w := Open(test.NewTempApp(t), program(t), "")
	w.OpenFile("Verify a PDF", []string{".pdf"}, func(string) { t.Error("it is taken") })
	p := w.asking
	p.put(filepath.Join(t.TempDir(), "nothing.pdf"))
	p.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !p.wrong.Visible() {
		t.Error("nothing is said")
	}
	p.put(t.TempDir())
	if p.wrong.Visible() {
		t.Error("it is still said while another path is typed")
	}
}

// The names of other files are names of other clients.
func TestPresentingNoFileIsNamed(t *testing.T) {
	w, elsewhere := openSample(t), t.TempDir()
	w.settings.setFolder(elsewhere)
	if err := os.WriteFile(filepath.Join(filepath.Dir(w.desk.Path), "halden.demarc"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.run("present")
	w.OpenFile("Open an engagement", []string{".demarc"}, func(string) {})
	if got := w.asking.continuations(); len(got) > 0 || w.asking.listed.Visible() {
		t.Errorf("it lists %v", got)
	}
	if folder := filepath.Dir(w.asking.entry.Text); folder != filepath.Dir(w.desk.Path) {
		t.Errorf("it begins in %s", folder)
	}
}
