package store

import (
	"errors"

	"demarc/assess"
	"demarc/history"
)

const (
	batchSize = 128 << 10 // bytes of records that are handed over at once
	ahead     = 4         // batches read before the first is decoded
)

// batch is some records of one kind, copied out of the transaction: key and
// value of each in a row.
type batch struct {
	kind assess.RecordKind
	text []byte
	ends []int // where each key and each value ends, in turn
}

func (b *batch) add(key, value []byte) {
	b.text = append(append(b.text, key...), value...)
	b.ends = append(b.ends, len(b.text)-len(value), len(b.text))
}

var errStopped = errors.New("stopped")

// Load calls yield with every record, kind by kind in the order of
// assess.RecordKinds, and ends at the first error that yield returns. Records
// share equal parts: they are not to be changed. At the end the records are
// held against the head's digest; after any error what was yielded is to be
// thrown away. yield must not use the file.
func (f *File) Load(yield func(assess.Record) error) error {
	batches, stop, read := make(chan *batch, ahead), make(chan struct{}), make(chan error, 1)
	go func() {
		defer close(batches)
		read <- f.view(func(v values) error { return stream(v, batches, stop) })
	}()
	defer func() { // also when yield panics: no transaction stays open
		close(stop)
		for range batches {
		}
	}()
	d := newDecoder()
	for b := range batches {
		start := 0
		for i := 0; i < len(b.ends); i += 2 {
			record, err := d.decode(b.kind, b.text[start:b.ends[i]], b.text[b.ends[i]:b.ends[i+1]])
			if err != nil {
				return faultOf(f.name, err)
			}
			if err := yield(record); err != nil {
				return err
			}
			start = b.ends[i+1]
		}
	}
	return <-read
}

// stream sends all records in batches, and checks their digest while another
// goroutine decodes them.
func stream(v values, to chan<- *batch, stop <-chan struct{}) error {
	var state history.Digest
	b := &batch{}
	flush := func(next assess.RecordKind) error {
		if len(b.ends) > 0 {
			select {
			case to <- b:
			case <-stop:
				return errStopped
			}
		}
		b = &batch{kind: next, text: make([]byte, 0, batchSize+batchSize/4)}
		return nil
	}
	for _, kind := range assess.RecordKinds {
		if err := flush(kind); err != nil {
			return err
		}
		err := v.each(recordsBucket, kindPrefix(kind), func(key, value []byte) error {
			state.Add(kind, key[keyStart:], value)
			b.add(key[keyStart:], value)
			if len(b.text) < batchSize {
				return nil
			}
			return flush(kind)
		})
		if err != nil {
			return err
		}
	}
	if err := flush(""); err != nil {
		return err
	}
	return v.checkState(state)
}

// checkState holds the digest of the records that were read against the one
// that the last commit names, and that commit against its id.
func (v values) checkState(state history.Digest) error {
	h, err := v.head()
	if err != nil {
		return err
	}
	header, err := v.getPieces(commitsBucket, number(h.number))
	if err != nil {
		return err
	}
	named, err := history.StateOf(header)
	switch {
	case err != nil, history.HeaderID(header) != h.id:
		return damaged("its last commit is not the one that was made")
	case state != named, state != h.state:
		return damaged("its records are not those that were last committed")
	}
	return nil
}

// recordsDigest reads all records for their digest.
func (v values) recordsDigest() (state history.Digest, err error) {
	for _, kind := range assess.RecordKinds {
		err := v.each(recordsBucket, kindPrefix(kind), func(key, value []byte) error {
			state.Add(kind, key[keyStart:], value)
			return nil
		})
		if err != nil {
			return state, err
		}
	}
	return state, nil
}

// EncodedSize returns the size of all records as they are kept, keys and
// values, in bytes.
func (f *File) EncodedSize() (int64, error) {
	var size int64
	err := f.view(func(v values) error {
		return v.each(recordsBucket, nil, func(key, value []byte) error {
			size += int64(len(key) + len(value))
			return nil
		})
	})
	return size, err
}
