package engagement

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"demarc/sign"
	"demarc/words"
)

// heldReport is a PDF that is to be replaced by itself with something added.
// Nobody else adds to it meanwhile: of two that did, the later would take the
// earlier one's signature away.
type heldReport struct {
	path    string // where the file lies, whatever links lead there
	pdf     []byte
	mode    fs.FileMode
	release func()
}

// How long to wait for somebody else to let a report go, and between two looks.
const (
	holdWait  = 10 * time.Second
	holdRetry = 20 * time.Millisecond
)

// errHeld is a file that somebody else holds.
var errHeld = words.Errorf("held by another")

// holdReport reads a report and keeps others from adding to it until it is
// released. What may not be written is refused now, before anybody signs.
func holdReport(path string) (*heldReport, error) {
	name := filepath.Base(path)
	if lies, err := filepath.EvalSymlinks(path); err == nil {
		path = lies
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case !info.Mode().IsRegular():
		return nil, wrongInput("%s is not a file that can be replaced", name)
	case info.Mode().Perm()&0o200 == 0:
		return nil, unavailable(nil, "%s is read-only, so nothing can be added to it", name).hint("copy it to a folder that you may write to, and make the copy writable")
	}
	release, err := awaitHold(path, holdWait)
	switch {
	case errors.Is(err, errHeld):
		return nil, unavailable(err, "%s is being signed or timestamped by another Demarc", name).hint("try again when that is done")
	case errors.Is(err, fs.ErrPermission):
		return nil, unavailable(err, "%s may not be written, so nothing can be added to it", name).hint("copy it to a folder that you may write to")
	case err != nil:
		return nil, unreadable(name, err)
	}
	held := &heldReport{path: path, mode: info.Mode().Perm(), release: release}
	if err := held.read(name); err != nil {
		release()
		return nil, err
	}
	return held, nil
}

func (r *heldReport) read(name string) (err error) {
	if r.pdf, err = readBounded(r.path, maxPDF); err != nil {
		return unreadable(name, err)
	}
	if !bytes.HasPrefix(r.pdf, []byte("%PDF-")) {
		return wrongInput("%s is no PDF", name)
	}
	// The new file is made beside the old one.
	probe, err := createBeside(r.path)
	if err != nil {
		return unavailable(err, "the folder of %s may not be written, so nothing can be added to it: %s", name, reason(err)).hint("copy it to a folder that you may write to")
	}
	probe.discard()
	return nil
}

// replace reads a report back before it takes the place of the old one, which
// has to be what it was read as: other programs know nothing of who holds it.
func (r *heldReport) replace(pdf []byte) (sign.PDFReport, error) {
	check := sign.VerifyPDF(pdf, nil)
	if check.Verdict != sign.IntactUntrusted {
		return check, unavailable(nil, "the report was read back before it was kept, and it is %s; nothing was written", check.Verdict)
	}
	if now, err := readBounded(r.path, maxPDF); err != nil || !bytes.Equal(now, r.pdf) {
		return check, refused("%s was changed meanwhile, so nothing was added to it", filepath.Base(r.path)).hint("try again")
	}
	return check, writeFile(r.path, pdf, r.mode)
}

// awaitHold waits until nobody else holds a file, for so long.
func awaitHold(path string, wait time.Duration) (release func(), err error) {
	for deadline := time.Now().Add(wait); ; time.Sleep(holdRetry) {
		release, err = tryHold(path)
		if !errors.Is(err, errHeld) || time.Now().After(deadline) {
			return release, err
		}
	}
}
