//go:build linux && (amd64 || arm64)

package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"demarc/history"
)

// At whatever moment the power goes, and whatever the disk then kept of what
// was written since it last said that everything is on it: the file is there as
// it once was, with everything that was acknowledged.
func TestPowerLoss(t *testing.T) {
	t.Parallel()
	commits, seed := 40, uint64(5)
	if os.Getenv(envLong) != "" {
		commits, seed = 150, rand.Uint64()
	}
	path := filepath.Join(t.TempDir(), "acme.demarc")
	calls := traced(t, "save", path, strconv.Itoa(commits))
	p := &power{t: t, random: rand.New(rand.NewPCG(seed, 12)), path: path, copy: filepath.Join(t.TempDir(), "acme.demarc"),
		files: map[string]*platter{}, known: map[history.ID]int{}}
	f, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n, entry := range logOf(t, f) {
		p.known[entry.ID] = n + 1
	}
	f.Close()
	for _, c := range calls {
		p.play(c)
	}
	t.Logf("seed %d: %d calls, %d files opened, %d commits of %d acknowledged", seed, len(calls), p.opened, p.acknowledged, len(p.known))
	if p.renamed != 1+commits/16 {
		t.Errorf("%d files got a name", p.renamed)
	}
	if p.acknowledged != 1+commits || p.acknowledged != len(p.known) || p.opened < 10*commits {
		t.Error("the trace is not whole")
	}
	if !bytes.Equal(p.files[path].now, readFile(t, path)) {
		t.Error("the calls do not make the file that is there")
	}
}

// platter is a file as programs see it, and as it is on the disk for certain.
type platter struct {
	now, safe []byte
	since     []call // what was written since it was safe
}

// power plays the calls of a writer again and cuts the power after each.
type power struct {
	t            *testing.T
	random       *rand.Rand
	path, copy   string
	files        map[string]*platter
	known        map[history.ID]int // which commit it was
	named        bool               // the folder was synced after the file had its name
	acknowledged int
	opened       int
	renamed      int // how often a file got its name
}

func (p *power) file(path string) *platter {
	if p.files[path] == nil {
		p.files[path] = &platter{}
	}
	return p.files[path]
}

func (p *power) play(c call) {
	switch c.name {
	case "pwrite64", "ftruncate":
		f := p.file(c.path)
		f.now, f.since = c.apply(f.now), append(f.since, c)
		if c.path == p.path {
			p.cut(f.now, "after "+c.String())
		}
	case "fsync", "fdatasync":
		if c.path == filepath.Dir(p.path) {
			p.named = p.files[p.path] != nil
			return
		}
		f := p.file(c.path)
		if c.path == p.path {
			p.lose(f)
		}
		f.safe, f.since = bytes.Clone(f.now), nil
	case "linkat", "renameat", "renameat2", "rename", "link":
		f := p.file(c.path)
		if len(f.since) > 0 || len(f.safe) == 0 {
			p.t.Errorf("%s gets its name with %d writes that are not on disk", filepath.Base(c.to), len(f.since))
		}
		p.files[c.to], p.renamed = f, p.renamed+1
		p.named = p.named && c.to != p.path
	case "write":
		p.acknowledged += bytes.Count(c.data, []byte("\n"))
		if p.acknowledged > 0 && !p.named {
			p.t.Error("a commit is acknowledged, and the folder was not synced since the file has its name")
		}
	}
}

// lose cuts the power when any of the writes since the file was safe, or any
// sectors of them, are on disk.
func (p *power) lose(f *platter) {
	for range 2 * len(f.since) {
		image := bytes.Clone(f.safe)
		var kept []string
		for _, c := range f.since {
			switch p.random.IntN(3) {
			case 0:
				image, kept = c.apply(image), append(kept, c.String())
			case 1:
				image, kept = c.torn(image, p.random), append(kept, "parts of "+c.String())
			}
		}
		p.cut(image, "with "+strings.Join(kept, ", "))
	}
}

// cut opens what is on the disk.
func (p *power) cut(image []byte, when string) {
	p.opened++
	if err := p.sound(image); err != nil {
		p.t.Errorf("%d commits acknowledged, power lost %s: %v", p.acknowledged, when, err)
	}
}

func (p *power) sound(image []byte) error {
	if err := os.WriteFile(p.copy, image, 0o600); err != nil {
		return err
	}
	f, err := Open(p.copy, Options{ReadOnly: p.opened%2 == 0})
	if err != nil {
		return err
	}
	defer f.Close()
	v, err := f.Verify(p.t.Context())
	if err != nil {
		return err
	}
	draft, err := f.Draft()
	switch n := p.known[v.Head]; {
	case err != nil:
		return err
	case len(v.Problems) > 0:
		return fmt.Errorf("%q", v.Problems)
	case n == 0 || n != v.Commits || n < p.acknowledged:
		return fmt.Errorf("its last commit is %s, the %dth of %d", v.Head.Short(), n, v.Commits)
	case draft != Draft{} && draft != savedDraft(v.Commits) && draft != savedDraft(v.Commits-1):
		return fmt.Errorf("its draft is %q", draft.Text)
	}
	return f.Load(discard)
}
