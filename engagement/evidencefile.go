package engagement

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"demarc/store"
	"demarc/words"
)

// EvidenceFile is a file whose content the engagement keeps.
type EvidenceFile struct {
	Name   string
	SHA256 string // in hex
	Size   int64  // in bytes
}

// KeepEvidence reads a file to be evidence into the engagement, where it stays
// once it is recorded with AddEvidenceFiles; otherwise it is gone when the
// engagement is closed. It tells how many bytes are kept, and ends early with
// the context. It may run beside everything else, work on the session included.
func (s *Session) KeepEvidence(ctx context.Context, path string, progress func(done, total int)) (EvidenceFile, error) {
	k := evidenceKeeper{store: s.file, path: path, progress: progress}
	kept, err := k.keep(ctx)
	if err != nil {
		return EvidenceFile{}, k.trouble(ctx, err)
	}
	return EvidenceFile{filepath.Base(path), kept.SHA256, kept.Size}, nil
}

// evidenceKeeper keeps one file. It knows which errors are the file's own.
type evidenceKeeper struct {
	store    *store.File
	path     string
	file     *os.File
	size     int64
	progress func(done, total int)
	failed   error // of the file
}

func (k *evidenceKeeper) keep(ctx context.Context) (store.Kept, error) {
	if info, err := os.Stat(k.path); err == nil && !info.Mode().IsRegular() { // a pipe would be waited for
		return store.Kept{}, wrongInput("%s is no file that can be evidence", filepath.Base(k.path)).hint("name a file, not a folder, a pipe or a device")
	}
	if k.file, k.failed = os.Open(k.path); k.failed != nil {
		return store.Kept{}, k.failed
	}
	defer k.file.Close()
	before, err := k.file.Stat()
	if k.failed = err; err != nil {
		return store.Kept{}, err
	}
	k.size = before.Size()
	if k.size > store.MaxFile {
		return store.Kept{}, store.ErrTooLarge
	}
	if kept, found, err := k.kept(ctx); found || err != nil {
		return kept, err
	}
	kept, err := k.store.KeepFile(ctx, k, k.tell)
	if err != nil {
		return store.Kept{}, err
	}
	after, err := k.file.Stat()
	if k.failed = err; err == nil && (kept.Size != k.size || after.Size() != k.size || !after.ModTime().Equal(before.ModTime())) {
		err = wrongInput("the evidence file %s was changed while it was read, so that it was not recorded", filepath.Base(k.path)).
			hint("copy it, and record the copy")
	}
	return kept, err // of a file that was being written, what was read never was the content
}

// kept looks whether the content is kept already, so that nothing has to be
// written. Where no content has its size, that is known without reading it.
func (k *evidenceKeeper) kept(ctx context.Context) (store.Kept, bool, error) {
	files, err := k.store.Files()
	if err != nil {
		return store.Kept{}, false, err
	}
	sum := ""
	for _, kept := range files {
		if kept.Size != k.size {
			continue
		}
		if sum == "" {
			if sum, err = k.hash(ctx); err != nil {
				return store.Kept{}, false, err
			}
		}
		if kept.SHA256 == sum {
			return kept, true, nil
		}
	}
	return store.Kept{}, false, nil
}

// hash reads the file, and goes back to its beginning.
func (k *evidenceKeeper) hash(ctx context.Context) (string, error) {
	hash := sha256.New()
	if _, err := io.Copy(hash, readerUntil{ctx, k}); err != nil {
		return "", err
	}
	_, k.failed = k.file.Seek(0, io.SeekStart)
	return hex.EncodeToString(hash.Sum(nil)), k.failed
}

// Read reads the file and remembers how that failed.
func (k *evidenceKeeper) Read(p []byte) (int, error) {
	n, err := k.file.Read(p)
	if err != nil && err != io.EOF {
		k.failed = err
	}
	return n, err
}

func (k *evidenceKeeper) tell(done int64) {
	if k.progress != nil {
		k.progress(int(done), int(k.size))
	}
}

// trouble words why a file is not kept.
func (k *evidenceKeeper) trouble(ctx context.Context, err error) error {
	name := filepath.Base(k.path)
	switch {
	case ctx.Err() != nil:
		return unavailable(ctx.Err(), "reading the evidence file %s was stopped, and it was not recorded", name)
	case k.failed != nil:
		return &Error{Code: CodeInput, Message: words.Say("the evidence file %s cannot be read: %s", name, reason(k.failed)), Err: k.failed}
	case errors.Is(err, store.ErrTooLarge):
		return wrongInput("the evidence file %s is larger than %d MiB, the most that an engagement keeps of one", name, store.MaxFile>>20).
			hint("keep it elsewhere, and record a note that says where, with its SHA-256")
	}
	return storeError(err)
}

// readerUntil reads until a context ends.
type readerUntil struct {
	ctx context.Context
	io.Reader
}

func (r readerUntil) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
