package engagement

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/assess"
	"demarc/assets"
	"demarc/catalog"
	"demarc/history"
)

// desk is an engagement on which a test works, as a consultant would.
type desk struct {
	*Session
	t    testing.TB
	path string
	who  Who
	now  time.Time
	// secret is the passphrase; empty where there is none.
	secret string
}

var deskDay = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// newDesk begins an engagement for Nordhaven in a folder of its own.
func newDesk(t *testing.T) *desk {
	t.Helper()
	return newDeskIn(t, t.TempDir())
}

func newDeskIn(t testing.TB, folder string) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(folder, "nordhaven.demarc"), who: Who{Author: "J. Weiss", Capacity: Assessor}, now: deskDay}
	s, err := Create(d.path, Beginning{Client: "Nordhaven"}, d.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Session = s
	t.Cleanup(func() { d.Session.Close() })
	return d
}

func (d *desk) options() Options {
	options := Options{Library: &Library{Catalogue: assets.Catalogue(), Version: "test"}, Who: d.who, Now: d.now}
	if d.secret != "" {
		options.Passphrase = func() (string, error) { return d.secret, nil }
	}
	return options
}

// reopen closes the engagement and opens it again, as after a restart.
func (d *desk) reopen() {
	d.t.Helper()
	if err := d.Session.Close(); err != nil {
		d.t.Fatal(err)
	}
	s, err := Open(d.path, d.options())
	if err != nil {
		d.t.Fatal(err)
	}
	d.Session = s
}

func (d *desk) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) asset(name, hosting string) *assess.Asset {
	d.t.Helper()
	asset, err := d.AddAsset(AssetFields{Name: &name, Hosting: &hosting})
	d.check(err)
	return asset
}

func (d *desk) party(name string) *assess.Party {
	d.t.Helper()
	party, err := d.AddParty(PartyFields{Name: &name})
	d.check(err)
	return party
}

func (d *desk) assign(a Assignment) Assigned {
	d.t.Helper()
	done, err := d.Assign(a)
	d.check(err)
	return done
}

// table writes a CSV file and returns its path.
func (d *desk) table(lines ...string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "list.csv")
	d.check(os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600))
	return path
}

func (d *desk) imports(path string, options ImportOptions) *Imported {
	d.t.Helper()
	done, err := d.Import([]string{path}, options)
	d.check(err)
	return done
}

func (d *desk) find(name string) *assess.Asset {
	d.t.Helper()
	asset, err := d.FindAsset(name)
	d.check(err)
	return asset
}

// cell is a cell as it is evaluated.
func (d *desk) cell(asset, control string) assess.CellView {
	d.t.Helper()
	view, ok := d.Evaluation().Cell(d.find(asset).ID, control)
	if !ok {
		d.t.Fatalf("there is no cell %s × %s", asset, control)
	}
	return view
}

// digest is that of all records, as the newest commit states it.
func (d *desk) digest() history.Digest {
	d.t.Helper()
	head, err := d.Head()
	d.check(err)
	return head.Header.State
}

func (d *desk) commits() int {
	d.t.Helper()
	log, err := d.entries()
	d.check(err)
	return len(log)
}

// intact closes the engagement, verifies its file, and opens it again.
func (d *desk) intact() {
	d.t.Helper()
	d.check(d.Session.Close())
	verified, err := VerifyEngagement(context.Background(), d.path, d.options())
	d.check(err)
	if verified.Verdict != Intact {
		d.t.Fatalf("the engagement is %s: %v", verified.Verdict, verified.Problems)
	}
	s, err := Open(d.path, d.options())
	d.check(err)
	d.Session = s
}

// refusedWith checks that an error is a sentence with a code, and holds words.
func refusedWith(t testing.TB, err error, code Code, words ...string) {
	t.Helper()
	var coded *Error
	if !errors.As(err, &coded) {
		t.Fatalf("not refused: %v", err)
	}
	if coded.Code != code {
		t.Errorf("code %d, want %d: %v", coded.Code, code, err)
	}
	for _, word := range words {
		if !strings.Contains(coded.Message.String()+"\n"+coded.Hint.String(), word) {
			t.Errorf("%q (%q) does not say %q", coded.Message, coded.Hint, word)
		}
	}
	if strings.HasSuffix(coded.Message.String(), ".") || strings.ContainsAny(coded.Message.String(), "\n\t") {
		t.Errorf("%q is not one sentence without a full stop", coded.Message)
	}
}

func given[T any](value T) *T { return &value }

// copyOn copies the engagement to another file, as onto another laptop.
func (d *desk) copyOn(name string) *desk {
	d.t.Helper()
	d.check(d.Session.Close())
	data, err := os.ReadFile(d.path)
	d.check(err)
	other := &desk{t: d.t, path: filepath.Join(d.t.TempDir(), name), who: d.who, now: d.now, secret: d.secret}
	d.check(os.WriteFile(other.path, data, 0o600))
	for _, laptop := range []*desk{d, other} {
		s, err := Open(laptop.path, laptop.options())
		d.check(err)
		laptop.Session = s
	}
	d.t.Cleanup(func() { other.Session.Close() })
	return other
}

func (d *desk) pack(name, text string) *catalog.Pack {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), name)
	d.check(os.WriteFile(path, []byte(text), 0o600))
	pack, err := ReadPack(path)
	d.check(err)
	return pack
}
