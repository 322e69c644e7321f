package store

import (
	"bytes"
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"demarc/assess"
)

// kindCodes are the first bytes of the records' keys. They are never reused.
var kindCodes = map[assess.RecordKind]byte{
	assess.KindEngagement:  'e',
	assess.KindParty:       'p',
	assess.KindAsset:       'a',
	assess.KindRule:        'r',
	assess.KindCell:        'c',
	assess.KindEvidence:    'v',
	assess.KindDisposition: 'd',
	assess.KindAction:      't',
}

// keyStart is how many bytes of a stored key come before the record's own.
const keyStart = 2

func kindPrefix(kind assess.RecordKind) []byte { return []byte{kindCodes[kind], '/'} }

func recordKey(ref assess.Ref) []byte { return append(kindPrefix(ref.Kind), ref.Key...) }

// Equal records have equal bytes, on every machine: the state digest depends
// on it.
var (
	encMode = must(cbor.CoreDetEncOptions().EncMode())
	decMode = must(cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
		IndefLength:       cbor.IndefLengthForbidden,
		TagsMd:            cbor.TagsForbidden,
		MaxNestedLevels:   8,
		MaxArrayElements:  1 << 20,
		MaxMapPairs:       1 << 20,
	}.DecMode())
)

func must[T any](mode T, err error) T {
	if err != nil {
		panic(err) // options that contradict one another, met by every test
	}
	return mode
}

func encodeRecord(record assess.Record) ([]byte, error) {
	encoded, err := encMode.Marshal(record)
	if err != nil {
		return nil, fmt.Errorf("%s %s: cannot be written: %w", record.Ref().Kind, record.Ref().Key, err)
	}
	return encoded, nil
}

func decodeRecord(ref assess.Ref, encoded []byte) (assess.Record, error) {
	record, err := assess.NewRecord(ref)
	if err != nil {
		return nil, damaged("%s", err)
	}
	if err := decMode.Unmarshal(encoded, record); err != nil {
		return nil, damaged("the record %s %s cannot be read", ref.Kind, ref.Key)
	}
	return record, nil
}

// toRef reads the key of a stored record.
func toRef(key []byte) (assess.Ref, bool) {
	for _, kind := range assess.RecordKinds {
		if own, ok := bytes.CutPrefix(key, kindPrefix(kind)); ok && len(own) > 0 {
			return assess.Ref{Kind: kind, Key: string(own)}, true
		}
	}
	return assess.Ref{}, false
}
