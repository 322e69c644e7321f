package engagement

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"demarc/assess"
	"demarc/store"
)

// KeptContents are the SHA-256 of the files whose content the engagement keeps.
// Older engagements recorded evidence by its hash alone.
func (s *Session) KeptContents() (map[string]bool, error) {
	files, err := s.file.Files()
	if err != nil {
		return nil, storeError(err)
	}
	kept := map[string]bool{}
	for _, file := range files {
		kept[file.SHA256] = true
	}
	return kept, nil
}

// SaveEvidence writes the content of evidence to a new file, under its name
// once it is whole and has the hash that was recorded. A file that exists stays.
// It tells how many bytes are written, and ends early with the context. It may
// run beside everything else.
func (s *Session) SaveEvidence(ctx context.Context, evidence *assess.Evidence, path string, progress func(done, total int)) error {
	name := filepath.Base(path)
	if evidence.SHA256 == "" {
		return wrongInput("%s is a note, without a file", evidence.Name)
	}
	if _, err := os.Lstat(path); err == nil {
		return wrongInput("%s exists already", name).hint("choose another name")
	}
	content, err := s.file.OpenFile(evidence.SHA256)
	if errors.Is(err, store.ErrNotKept) {
		return refused("the content of %s is not kept here: it was recorded by its hash alone", evidence.Name).hint("record the file again, and its content is kept")
	}
	if err != nil {
		return storeError(err)
	}
	made, err := copyOut(path, readerUntil{ctx, &metered{content, evidence.Size, 0, progress}})
	switch {
	case ctx.Err() != nil:
		return unavailable(ctx.Err(), "writing %s was stopped, and nothing was kept of it", name)
	case errors.Is(err, store.ErrDamaged):
		return storeError(err)
	case err != nil:
		return unavailable(err, "%s cannot be written: %s", name, reason(err))
	}
	defer made.release()
	return storeError(store.Place(made.Name(), path))
}

// copyOut writes a content beside the path that it is for; of a content that
// cannot be read to its end nothing is left.
func copyOut(path string, content io.Reader) (*besideFile, error) {
	file, err := createBeside(path)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(file, content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		file.discard()
		return nil, err
	}
	return file, nil
}

// metered says how far the reading of a content is.
type metered struct {
	content  io.Reader
	size     int64
	done     int64
	progress func(done, total int)
}

func (t *metered) Read(p []byte) (int, error) {
	n, err := t.content.Read(p)
	if t.done += int64(n); t.progress != nil {
		t.progress(int(t.done), int(t.size))
	}
	return n, err
}
