package store

import "encoding/binary"

// longFreelist in a header's count means that the count is the first entry.
const longFreelist = 0xFFFF

// freelist checks the list of free pages: bbolt writes over what is on it.
func (w *walk) freelist(id uint64) error {
	chunk := make([]byte, w.pageSize)
	h, err := w.page(id, chunk)
	if err != nil {
		return err
	}
	if h.flags != freelistPage {
		return damaged("page %d is of no kind that belongs there", id)
	}
	start, count := int64(pageHeader), uint64(h.count)
	if count == longFreelist {
		start, count = start+8, binary.NativeEndian.Uint64(chunk[pageHeader:])
	}
	if count > w.pages || start+8*int64(count) > (int64(h.overflow)+1)*w.pageSize {
		return damaged("page %d has too many entries", id)
	}
	at, left, before := int64(id)*w.pageSize+start, 8*int64(count), uint64(0)
	for left > 0 {
		part := chunk[:min(left, w.pageSize)]
		if err := readFull(w.file, part, at); err != nil {
			return err
		}
		if before, err = w.free(part, before); err != nil {
			return err
		}
		at, left = at+int64(len(part)), left-int64(len(part))
	}
	return nil
}

// free checks a part of the list, after the page before it.
func (w *walk) free(part []byte, before uint64) (uint64, error) {
	for ; len(part) > 0; part = part[8:] {
		id := binary.NativeEndian.Uint64(part)
		switch {
		case id <= before || id >= w.pages:
			return 0, damaged("its list of free pages is not what it was")
		case w.isReached(id):
			return 0, damaged("page %d is in use and listed as free", id)
		}
		before = id
	}
	return before, nil
}
