package engagement

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"demarc/assess"
)

// file lays down a file of the client's.
func (d *desk) file(name, content string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), name)
	d.check(os.WriteFile(path, []byte(content), 0o600))
	return path
}

// savedAs writes the content of evidence out and reads it.
func (d *desk) savedAs(evidence *assess.Evidence) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), "copy")
	d.check(d.SaveEvidence(d.t.Context(), evidence, path, nil))
	content, err := os.ReadFile(path)
	d.check(err)
	return string(content)
}

// names lists a folder, hidden files included.
func (d *desk) names(folder string) (names []string) {
	d.t.Helper()
	entries, err := os.ReadDir(folder)
	d.check(err)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestEvidenceFilesComeOutAsTheyWere(t *testing.T) {
	d := newDesk(t)
	var all []*assess.Evidence
	contents := []string{"", "guardrail: on", "guardrail: no", "guardrail: on", string(bytes.Repeat([]byte("log\n"), 1<<20))}
	for _, content := range contents {
		evidence, err := d.AddEvidence(EvidenceFields{File: d.file("export.txt", content), Method: "inspection"})
		d.check(err)
		all = append(all, evidence)
	}
	if kept, err := d.KeptContents(); len(kept) != len(contents)-1 || err != nil {
		t.Errorf("%d contents are kept: %v", len(kept), err)
	}
	d.reopen()
	for i, evidence := range all {
		if got := d.savedAs(evidence); got != contents[i] {
			t.Errorf("%q became %q", contents[i][:min(len(contents[i]), 20)], got[:min(len(got), 20)])
		}
	}
	d.intact()
}

// Nothing has to be written for a content that is kept already.
func TestAContentThatIsKeptIsNotWrittenAgain(t *testing.T) {
	d := newDesk(t)
	path := d.file("export.txt", string(bytes.Repeat([]byte("log\n"), 3<<20)))
	_, err := d.AddEvidence(EvidenceFields{File: path})
	d.check(err)
	before, err := os.Stat(d.path)
	d.check(err)
	told := 0
	again, err := d.KeepEvidence(t.Context(), path, func(int, int) { told++ })
	d.check(err)
	after, err := os.Stat(d.path)
	d.check(err)
	if after.Size() != before.Size() || told > 0 || again.Size != 12<<20 {
		t.Errorf("the engagement grows from %d to %d bytes, in %d steps", before.Size(), after.Size(), told)
	}
}

// What is kept ahead is nobody's until it is recorded.
func TestAFileThatIsNotRecordedIsNotKept(t *testing.T) {
	d := newDesk(t)
	file, err := d.KeepEvidence(t.Context(), d.file("export.txt", "guardrail: on"), nil)
	d.check(err)
	if d.commits() != 1 || len(d.State().Evidence) > 0 {
		t.Error("keeping a file made a commit")
	}
	d.reopen()
	added, err := d.AddEvidenceFiles(EvidenceFields{}, []EvidenceFile{file}) // as older engagements did
	d.check(err)
	folder := t.TempDir()
	err = d.SaveEvidence(t.Context(), added[0], filepath.Join(folder, "copy"), nil)
	refusedWith(t, err, CodeRefused, "the content of export.txt is not kept here", "record the file again")
	if left := d.names(folder); len(left) > 0 {
		t.Errorf("it leaves %q", left)
	}
	d.intact()
}

// The window goes on working while a file is read beside it.
func TestWorkGoesOnWhileAFileIsRead(t *testing.T) {
	d := newDesk(t)
	path := d.file("export.txt", string(bytes.Repeat([]byte("log\n"), 3<<20)))
	half, worked, kept := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		_, err := d.KeepEvidence(t.Context(), path, func(done, total int) {
			if total != 12<<20 || done > total {
				t.Errorf("%d of %d bytes", done, total)
			}
			if half != nil {
				close(half)
				<-worked
				half = nil
			}
		})
		kept <- err
	}()
	<-half
	d.party("Anna")
	d.asset("Triage", "aws_bedrock")
	close(worked)
	d.check(<-kept)
	d.intact()
}

func TestReadingAFileCanBeStopped(t *testing.T) {
	d := newDesk(t)
	content := string(bytes.Repeat([]byte("log\n"), 3<<20))
	path := d.file("export.txt", content)
	ctx, stop := context.WithCancel(t.Context())
	_, err := d.RecordEvidence(ctx, EvidenceFields{File: path}, func(int, int) { stop() })
	refusedWith(t, err, CodeUnavailable, "reading the evidence file export.txt was stopped")
	if kept, failed := d.KeptContents(); !errors.Is(err, context.Canceled) || len(kept) > 0 || d.commits() != 1 || failed != nil {
		t.Errorf("%d contents are kept, %v, %v", len(kept), err, failed)
	}
	evidence, err := d.AddEvidence(EvidenceFields{File: path})
	d.check(err)
	_, err = d.KeepEvidence(ctx, path, nil) // by its hash
	refusedWith(t, err, CodeUnavailable, "was stopped")

	folder := t.TempDir()
	ctx, stop = context.WithCancel(t.Context())
	err = d.SaveEvidence(ctx, evidence, filepath.Join(folder, "copy"), func(int, int) { stop() })
	refusedWith(t, err, CodeUnavailable, "writing copy was stopped")
	if left := d.names(folder); len(left) > 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("it leaves %q: %v", left, err)
	}
}

// What is read of a file that somebody writes meanwhile never was its content.
func TestAFileThatChangesWhileItIsReadIsNoEvidence(t *testing.T) {
	const size = 12 << 20
	tests := map[string]func(path string) error{
		"it grows":    func(path string) error { return os.Truncate(path, size+1) },
		"it shrinks":  func(path string) error { return os.Truncate(path, 1) },
		"in its size": func(path string) error { return os.Chtimes(path, deskDay, deskDay) },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			path := d.file("export.txt", string(make([]byte, size)))
			once := sync.OnceValue(func() error { return change(path) })
			_, err := d.RecordEvidence(t.Context(), EvidenceFields{File: path}, func(int, int) { d.check(once()) })
			refusedWith(t, err, CodeInput, "the evidence file export.txt was changed while it was read")
			if d.reopen(); d.commits() != 1 {
				t.Errorf("%d commits", d.commits())
			}
			if kept, err := d.KeptContents(); len(kept) > 0 || err != nil {
				t.Errorf("%d contents are kept: %v", len(kept), err)
			}
			_, err = d.AddEvidence(EvidenceFields{File: path})
			d.check(err) // now that it is quiet
		})
	}
}

func TestNothingIsWrittenOverByEvidence(t *testing.T) {
	d := newDesk(t)
	evidence, err := d.AddEvidence(EvidenceFields{File: d.file("export.txt", "guardrail: on")})
	d.check(err)
	there := d.file("there.txt", "mine")
	refusedWith(t, d.SaveEvidence(t.Context(), evidence, there, nil), CodeInput, "there.txt exists already", "choose another name")
	// One that appears while the content is written stays as well.
	late := filepath.Join(t.TempDir(), "late.txt")
	err = d.SaveEvidence(t.Context(), evidence, late, func(int, int) { d.check(os.WriteFile(late, []byte("mine"), 0o600)) })
	refusedWith(t, err, CodeInput, "late.txt exists already")
	for _, path := range []string{there, late} {
		if content, err := os.ReadFile(path); string(content) != "mine" || len(d.names(filepath.Dir(path))) != 1 || err != nil {
			t.Errorf("%s holds %q: %v", filepath.Base(path), content, err)
		}
	}
}

// A content that is not what was recorded never gets a name.
func TestADamagedContentIsNotWrittenOut(t *testing.T) {
	d := newDesk(t)
	evidence, err := d.AddEvidence(EvidenceFields{File: d.file("export.txt", "guardrail: on")})
	d.check(err)
	d.check(d.Session.Close())
	data, err := os.ReadFile(d.path)
	d.check(err)
	d.check(os.WriteFile(d.path, bytes.ReplaceAll(data, []byte("guardrail: on"), []byte("guardrail: no")), 0o600))
	if d.Session, err = Open(d.path, d.options()); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	err = d.SaveEvidence(t.Context(), evidence, filepath.Join(folder, "copy"), nil)
	refusedWith(t, err, CodeUnavailable, "the content of the evidence file", "is not what it was")
	if left := d.names(folder); len(left) > 0 {
		t.Errorf("it leaves %q", left)
	}
	d.check(d.Session.Close())
	if verified, err := VerifyEngagement(t.Context(), d.path, d.options()); err != nil || verified.Verdict != Tampered {
		t.Errorf("%+v, %v", verified, err)
	}
}
