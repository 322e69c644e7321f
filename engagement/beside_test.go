package engagement

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// writerBeside and writerStops name, in the environment of a process of its own, the file that
// it is to write, and where it is to stop.
const writerBeside, writerStops = "DEMARC_TEST_WRITES", "DEMARC_TEST_STOPS"

// It stops on the way, in a process of its own, until that is killed: before the
// target is replaced, or after, when the old one may still have to come back.
func TestWriterThatIsKilled(t *testing.T) {
	target := os.Getenv(writerBeside)
	if target == "" {
		return // it is the other tests that start it
	}
	first, err := stage(namedFile{target, []byte("new"), 0o600})
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv(writerStops) == "half-way" {
		if err := first.place(true); err != nil {
			t.Fatal(err)
		}
	}
	os.Stdout.WriteString("stopped\n")
	io.Copy(io.Discard, os.Stdin)
}

// stopped starts a process that writes a target and stops on the way; kill ends it.
func stopped(t *testing.T, target, where string) (kill func()) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	writer := exec.Command(program, "-test.run=^TestWriterThatIsKilled$")
	writer.Env = append(os.Environ(), writerBeside+"="+target, writerStops+"="+where)
	in, err := writer.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() {
		writer.Process.Kill()
		writer.Wait()
		in.Close()
	}
	t.Cleanup(kill)
	if said, err := bufio.NewReader(out).ReadString('\n'); said != "stopped\n" {
		t.Fatalf("it says %q, %v", said, err)
	}
	return kill
}

// besides lists what lies in a folder beside a file.
func besides(t *testing.T, path string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != filepath.Base(path) {
			names = append(names, entry.Name())
		}
	}
	return names
}

// What another process is writing is its own, and what one that was killed left
// goes with the next writing of the same file, and of no other.
func TestWhatAKilledWriterLeftIsClearedAwayByTheNext(t *testing.T) {
	for _, where := range []string{"before it is replaced", "half-way"} {
		t.Run(where, func(t *testing.T) {
			target := filepath.Join(t.TempDir(), "report.pdf")
			write := func(path string) {
				t.Helper()
				if err := writeFile(path, []byte("again"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write(target)
			kill := stopped(t, target, where)
			write(target)
			if left := besides(t, target); len(left) != 1 {
				t.Fatalf("while another writes it, beside it lies %q", left)
			}
			kill()
			other := filepath.Join(filepath.Dir(target), "other.pdf")
			write(other)
			if left := besides(t, target); len(left) != 2 {
				t.Fatalf("after another file was written, beside it lies %q", left)
			}
			os.Remove(other)
			write(target)
			if left := besides(t, target); len(left) != 0 {
				t.Errorf("a killed writer left %q", left)
			}
		})
	}
}

// Everything that is written clears away what a killed writing of it left.
func TestEveryWriterClearsAwayWhatWasLeft(t *testing.T) {
	for name, write := range map[string]func(path string) error{
		"a table":            func(path string) error { _, err := ExportData(path, []byte("x")); return err },
		"what is to be held": func(path string) error { held, err := holdReport(path); return errors.Join(err, letGo(held)) },
		"evidence": func(path string) error {
			made, err := copyOut(path, strings.NewReader("x"))
			if err == nil {
				made.discard()
			}
			return err
		},
		"files that belong together": func(path string) error {
			return writeFiles([]namedFile{{path, []byte("x"), 0o600}, {path, []byte("y"), 0o600}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "report.pdf")
			if err := errors.Join(os.WriteFile(path, []byte("%PDF-1.7"), 0o600), os.WriteFile(filepath.Join(filepath.Dir(path), besidePrefix(path)+"17"), []byte("a whole report"), 0o600)); err != nil {
				t.Fatal(err)
			}
			if err := write(path); err != nil {
				t.Fatal(err)
			}
			if left := besides(t, path); len(left) != 0 {
				t.Errorf("beside it lies %q", left)
			}
		})
	}
}

func letGo(held *heldReport) error {
	if held != nil {
		held.release()
	}
	return nil
}

// Whenever a writer is killed, there is the old file or the new one.
func TestAFileThatIsReplacedIsNeverMissing(t *testing.T) {
	target := filepath.Join(t.TempDir(), "report.pdf")
	data := dataBeside(target)
	if err := errors.Join(os.WriteFile(target, []byte("old"), 0o600), os.WriteFile(data, []byte("old"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, link := range []bool{true, false} {
		p, err := stage(namedFile{target, []byte("new"), 0o600})
		if err != nil {
			t.Fatal(err)
		}
		if !link { // somebody else holds it
			release, err := tryHold(target)
			if err != nil {
				t.Fatal(err)
			}
			defer release()
		}
		os.Remove(p.staged.Name()) // the last step fails, and nothing is put back yet
		if err := p.place(true); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("it says %v", err)
		}
		if got, err := os.ReadFile(target); !bytes.Equal(got, []byte("old")) {
			t.Errorf("while it is replaced, there is %q, %v", got, err)
		}
		p.end(false)
		if left := besides(t, target); len(left) != 1 {
			t.Errorf("beside it lies %q", left)
		}
	}
	done := make(chan error)
	go func() {
		var err error
		for range 100 {
			err = errors.Join(err, writeFiles([]namedFile{{target, []byte("new"), 0o600}, {data, []byte("new"), 0o600}}))
		}
		done <- err
	}()
	for missing := 0; ; {
		for _, path := range []string{target, data} {
			if _, err := os.Stat(path); err != nil {
				missing++
			}
		}
		select {
		case err := <-done:
			if err != nil || missing > 0 {
				t.Errorf("a file was missing %d times (%v)", missing, err)
			}
			return
		default:
		}
	}
}

// What is put back is what it was, with its mode, whether it was kept under a
// second name or as a copy.
func TestWhatIsPutBackIsWhatItWas(t *testing.T) {
	for name, keep := range map[string]func(path string) (*former, error){
		"linked": keepFormer,
		"copied": func(path string) (*former, error) { return copyFormer(path, 0o640) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "report.pdf")
			if err := errors.Join(os.WriteFile(path, []byte("old"), 0o600), os.Chmod(path, 0o640)); err != nil {
				t.Fatal(err)
			}
			kept, err := keep(path)
			if err != nil {
				t.Fatal(err)
			}
			if kept.copied != (name == "copied") {
				t.Errorf("it was copied: %v", kept.copied)
			}
			clearBeside(path) // by another writer
			if err := errors.Join(os.Remove(path), os.WriteFile(path, []byte("new"), 0o600)); err != nil {
				t.Fatal(err)
			}
			kept.putBack(path)
			kept.drop()
			info, err := os.Stat(path)
			if got, _ := os.ReadFile(path); string(got) != "old" || err != nil || info.Mode().Perm() != 0o640 || len(besides(t, path)) > 0 {
				t.Errorf("it is %q, %v, and beside it lies %q", got, info.Mode(), besides(t, path))
			}
		})
	}
}

// Between a report and its data a kill leaves the new beside the old. That is
// said, and making the report again mends it.
func TestAnArchiveThatWasHalfReplacedIsToldAndMended(t *testing.T) {
	s := makeSample(t, sampleDay)
	path := filepath.Join(t.TempDir(), "report.pdf")
	report := func() {
		t.Helper()
		if _, err := s.Report(context.Background(), path, ReportOptions{Archive: true}); err != nil {
			t.Fatal(err)
		}
	}
	report()
	old, err := os.ReadFile(dataBeside(path))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddAsset(AssetFields{Name: text("New one")}); err != nil {
		t.Fatal(err)
	}
	report()
	if err := os.WriteFile(dataBeside(path), old, 0o600); err != nil {
		t.Fatal(err)
	}
	found, _ := checkData(t, s.library, path)
	expect(t, found, "mismatch", "the data is not that which the report names")
	report()
	found, _ = checkData(t, s.library, path)
	expect(t, found, "matches", "")
}
