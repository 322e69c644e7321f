package store

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarc/history"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/schema-N.demarc of the current schema, where there is none")

// Every schema that ever was has files of its time, which are never made anew:
// what they hold must be readable for ever.
func TestFilesOfEverySchemaAreRead(t *testing.T) {
	if current(migrations) != 2 {
		t.Error("there is a schema without a file of its time here")
	}
	for name, typed := range map[string]string{"schema-1": "", "schema-2": "", "schema-2-sealed": passphrase} {
		t.Run(name, func(t *testing.T) {
			kept := filepath.Join("testdata", name+".demarc")
			if _, err := os.Stat(kept); *update && errors.Is(err, os.ErrNotExist) {
				makeOldFile(t, kept, typed)
			}
			path := filepath.Join(t.TempDir(), "old.demarc")
			if err := os.WriteFile(path, readFile(t, kept), 0o600); err != nil {
				t.Fatal(err)
			}
			f := mustOpen(t, path, typed)
			if diff := cmp.Diff(engagement(), records(t, f)[engagement().Ref()]); diff != "" {
				t.Error(diff)
			}
			v := mustVerify(t, f)
			if v.Commits < 3 || v.Records < 1+2+1+26 || f.Sealed() != (typed != "") {
				t.Errorf("%d commits, %d records", v.Commits, v.Records)
			}
			if pack, err := f.Pack(hashOf(basePack)); string(pack) != string(basePack) || err != nil {
				t.Errorf("the pack: %v", err)
			}
			if draft, err := f.Draft(); draft.Text != "half a sent" || err != nil {
				t.Errorf("the draft: %+v, %v", draft, err)
			}
			if name != "schema-1" {
				holdsSince2(t, f, v)
			}
			mustCommit(t, f, 9, made(party(9)))
			mustVerify(t, f)
		})
	}
}

// holdsSince2 checks what files have since schema 2: contents and signatures.
func holdsSince2(t *testing.T, f *File, v Verification) {
	t.Helper()
	content, err := f.OpenFile(hashOf(oldContent))
	if err != nil {
		t.Fatal(err)
	}
	if read, err := io.ReadAll(content); string(read) != string(oldContent) || err != nil {
		t.Errorf("the content: %q, %v", read, err)
	}
	if len(v.Signed) != 1 || v.Signed[0].Name != "Ada Example" || v.Signed[0].Commits != 1 || v.Erased != 1 {
		t.Errorf("signed by %+v, %d erased", v.Signed, v.Erased)
	}
}

var oldContent = []byte("guardrail: on")

// makeOldFile writes what the test above reads.
func makeOldFile(t *testing.T, path, typed string) {
	t.Helper()
	f, err := Create(path, engagementID, typed, header(0), made(engagement(), party(1)))
	if err != nil {
		t.Fatal(err)
	}
	cells := estate(1)[1+500+1:]
	mustCommit(t, f, 1, append(made(cells...), made(asset(0), party(2), party(3))...), basePack)
	mustCommit(t, f, 2, history.Invert(made(party(3))))
	kept := mustKeep(t, f, bytes.NewReader(oldContent))
	f.SignWith(someone(t, "Ada Example"))
	mustCommit(t, f, 3, made(evidence(1, kept), party(4)))
	f.SignWith(nil)
	mustForget(t, f, 4, party(4).Ref())
	if err := f.SetDraft(Draft{Ref: engagement().Ref(), Path: "objective", Text: "half a sent"}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// steps are two migrations of an age to come: one writes a value, the next
// reads it.
var steps = []migration{
	func(v values) error {
		if before, err := v.get(metaBucket, []byte("step")); err != nil || before != nil {
			return errors.Join(err, errors.New("the first step was made before"))
		}
		return v.put(metaBucket, []byte("step"), []byte("one"))
	},
	func(v values) error {
		before, err := v.get(metaBucket, []byte("step"))
		if err != nil {
			return err
		}
		return v.put(metaBucket, []byte("step"), append([]byte(nil), string(before)+", two"...))
	},
}

// toCome returns today's migrations and those of an age to come.
func toCome(steps ...migration) []migration { return slices.Concat(migrations, steps) }

func schemaOf(t *testing.T, f *File) (schema int, step string) {
	t.Helper()
	err := f.view(func(v values) error {
		text, err := v.get(metaBucket, []byte("step"))
		if step = string(text); err != nil {
			return err
		}
		schema, err = v.schema()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return schema, step
}

func TestAnOlderFileIsBroughtUp(t *testing.T) {
	for made := 0; made <= len(steps); made++ {
		t.Run(fmt.Sprint("steps made before: ", made), func(t *testing.T) {
			f := newFile(t)
			if err := migrate(f.db, toCome(steps[:made]...)); err != nil {
				t.Fatal(err)
			}
			for range 2 { // once, however often it is opened
				if err := migrate(f.db, toCome(steps...)); err != nil {
					t.Fatal(err)
				}
				if schema, step := schemaOf(t, f); schema != current(migrations)+2 || step != "one, two" {
					t.Errorf("schema %d, steps %q", schema, step)
				}
			}
		})
	}
}

func TestAMigrationThatFailsLeavesTheOldFile(t *testing.T) {
	f := newFile(t)
	bad := toCome(steps[0], func(values) error { return errors.New("no room for it") })
	if err := migrate(f.db, bad); err == nil || err.Error() != "cannot be brought from schema 3 to 4: no room for it" {
		t.Errorf("said %v", err)
	}
	if schema, step := schemaOf(t, f); schema != current(migrations) || step != "" {
		t.Errorf("schema %d, steps %q", schema, step)
	}
	mustVerify(t, f)
}

func TestAnOlderFileIsNotChangedForReading(t *testing.T) {
	path, before := filepath.Join(t.TempDir(), "acme.demarc"), readFile(t, "testdata/schema-1.demarc")
	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if schema, _ := schemaOf(t, f); schema != 1 {
		t.Errorf("schema %d", schema)
	}
	mustVerify(t, f)
	f.Close()
	if string(readFile(t, path)) != string(before) {
		t.Error("it was changed")
	}
}

func TestANewerFileIsRefusedAndLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	if err := migrate(f.db, toCome(steps...)); err != nil {
		t.Fatal(err)
	}
	f.Close()
	before := readFile(t, path)
	for _, readOnly := range []bool{true, false} {
		err := openAndRead(path, readOnly)
		if want := "acme.demarc was written by a newer Demarc (schema 4, this one knows 2): update Demarc"; !errors.Is(err, ErrNewer) || err.Error() != want {
			t.Errorf("said %v", err)
		}
	}
	if string(readFile(t, path)) != string(before) {
		t.Error("it was changed")
	}
}

func TestSchemasThatAreNone(t *testing.T) {
	for schema, kind := range map[string]error{
		"":            ErrNotDemarc,
		"other 1":     ErrNotDemarc,
		"demarc ":     ErrDamaged,
		"demarc 0":    ErrDamaged,
		"demarc -1":   ErrDamaged,
		"demarc 1.0":  ErrDamaged,
		"demarc 9e99": ErrDamaged,
	} {
		f := newFile(t)
		edit(t, f, func(v values) error { return v.put(metaBucket, keySchema, []byte(schema)) })
		if err := faultOf(f.name, f.prepare(nil)); !errors.Is(err, kind) || strings.Contains(err.Error(), "strconv") {
			t.Errorf("%q: said %v", schema, err)
		}
	}
}
