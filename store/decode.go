package store

import (
	"bytes"
	"hash/maphash"
	"reflect"

	"demarc/assess"
)

// decoder decodes many records and lets them share what is the same in them:
// ids, names and words, and whole clauses and statements, which one team or
// one meeting makes by the thousand. Records are never changed once they are
// made, so sharing is safe. It serves one goroutine and one Load.
type decoder struct {
	texts      map[string]string
	clauses    recent[assess.Clause]
	statements recent[assess.Statement]
	asset      string // of the last cell: they come asset by asset
}

// maxShared is the longest text worth looking for, in bytes: ids and names,
// not what somebody wrote.
const maxShared = 64

func newDecoder() *decoder { return &decoder{texts: map[string]string{}} }

func (d *decoder) decode(kind assess.RecordKind, key, encoded []byte) (assess.Record, error) {
	if kind == assess.KindCell {
		if cell := d.cell(key, encoded); cell != nil {
			return cell, nil
		}
	}
	record, err := decodeRecord(assess.Ref{Kind: kind, Key: string(key)}, encoded)
	if err != nil {
		return nil, err
	}
	d.share(reflect.ValueOf(record).Elem())
	return record, nil
}

// share puts known texts in the place of equal ones, throughout a record.
func (d *decoder) share(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.word(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			d.share(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			d.share(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			d.share(v.Elem())
		}
	}
}

// word returns the first text that was equal to this one.
func (d *decoder) word(text string) string {
	if text == "" || len(text) > maxShared {
		return text
	}
	if known, ok := d.texts[text]; ok {
		return known
	}
	d.texts[text] = text
	return text
}

// text is word for bytes, and copies them only the first time.
func (d *decoder) text(text []byte) string {
	if known, ok := d.texts[string(text)]; ok {
		return known
	}
	return d.word(string(text))
}

// recent remembers what was decoded from which bytes, the last of every few
// that fall on the same slot: what is common stays, what is unique passes.
type recent[T any] struct {
	slots [1 << 14]struct {
		encoded []byte
		part    *T
	}
}

var slotSeed = maphash.MakeSeed()

// get returns the part that was decoded from the same bytes, or decodes it.
func (r *recent[T]) get(encoded []byte, decode func([]byte) *T) *T {
	slot := &r.slots[maphash.Bytes(slotSeed, encoded)%uint64(len(r.slots))]
	if slot.part == nil || !bytes.Equal(slot.encoded, encoded) {
		slot.part = decode(encoded)
		slot.encoded = append(slot.encoded[:0], encoded...)
	}
	return slot.part
}
