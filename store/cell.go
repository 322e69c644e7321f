package store

import (
	"bytes"
	"encoding/binary"
	"math"
	"unicode/utf8"

	"demarc/assess"
)

// Nine records of ten are cells with parties, statuses and at most a sentence.
// They are decoded here, in a quarter of the time that the general decoder
// takes; any other cell, and anything unexpected, is left to that one.

// cell decodes a cell, or returns nil where it is not of that sort.
func (d *decoder) cell(key, encoded []byte) *assess.Cell {
	asset, control, ok := bytes.Cut(key, []byte("/"))
	if !ok || len(asset) == 0 || len(control) == 0 {
		return nil
	}
	if string(asset) != d.asset {
		d.asset = d.text(asset)
	}
	cell := &assess.Cell{Asset: d.asset, Control: d.text(control)}
	r := reader{in: encoded}
	for n := r.pairs(); n > 0; n-- {
		switch r.field() {
		case 1:
			cell.Customer = d.clauses.get(r.item(), d.clause)
		case 2:
			cell.Provider = d.clauses.get(r.item(), d.clause)
		case 4:
			cell.Declared = d.statements.get(r.item(), d.statement)
		case 5:
			cell.Concluded = d.statements.get(r.item(), d.statement)
		case 7:
			cell.Rationale = d.text(r.text())
		default:
			return nil
		}
	}
	if cell.Customer == unreadClause || cell.Provider == unreadClause ||
		cell.Declared == unreadStatement || cell.Concluded == unreadStatement || !r.done() {
		return nil
	}
	return cell
}

// What clause and statement return for bytes that they leave to the general
// decoder.
var (
	unreadClause    = &assess.Clause{}
	unreadStatement = &assess.Statement{}
)

func (d *decoder) clause(encoded []byte) *assess.Clause {
	clause := &assess.Clause{}
	r := reader{in: encoded}
	for n := r.pairs(); n > 0; n-- {
		switch r.field() {
		case 1:
			clause.Accountable = d.text(r.text())
		case 2:
			clause.Responsible = d.set(&r)
		case 3:
			clause.Consulted = d.set(&r)
		case 4:
			clause.Informed = d.set(&r)
		default:
			return unreadClause
		}
	}
	if !r.done() {
		return unreadClause
	}
	return clause
}

func (d *decoder) statement(encoded []byte) *assess.Statement {
	statement := &assess.Statement{}
	r := reader{in: encoded}
	for n := r.pairs(); n > 0; n-- {
		switch r.field() {
		case 1:
			statement.Status = assess.Status(d.text(r.text()))
		case 2:
			statement.By = d.text(r.text())
		case 3:
			statement.At = r.instant()
		default:
			return unreadStatement
		}
	}
	if !r.done() {
		return unreadStatement
	}
	return statement
}

func (d *decoder) set(r *reader) []string {
	n := r.head(majorArray)
	if n > uint64(len(r.in)) {
		r.failed = true
		return nil
	}
	set := make([]string, n)
	for i := range set {
		set[i] = d.text(r.text())
	}
	return set
}

// reader reads the CBOR that encodeRecord writes: lengths are given, fields
// come in ascending order. What is written otherwise fails it, and everything
// after that reads as empty.
type reader struct {
	in     []byte
	last   uint64 // field number
	failed bool
}

const (
	majorNatural = 0
	majorText    = 3
	majorArray   = 4
	majorMap     = 5
)

func (r *reader) done() bool { return !r.failed && len(r.in) == 0 }

// head reads an item's first bytes: its kind, which must be the given one, and
// its number or length.
func (r *reader) head(major byte) uint64 {
	if len(r.in) == 0 || r.in[0]>>5 != major {
		r.failed = true
		return 0
	}
	short := r.in[0] & 31
	if short < 24 {
		r.in = r.in[1:]
		return uint64(short)
	}
	if short == 24 && len(r.in) > 1 {
		n := uint64(r.in[1])
		r.in = r.in[2:]
		return n
	}
	size := 1 << (short - 24)
	if short > 27 || len(r.in) <= size {
		r.failed = true
		return 0
	}
	var wide [8]byte
	copy(wide[8-size:], r.in[1:1+size])
	r.in = r.in[1+size:]
	return binary.BigEndian.Uint64(wide[:])
}

func (r *reader) natural() uint64 { return r.head(majorNatural) }

func (r *reader) instant() assess.Instant {
	n := r.natural()
	r.failed = r.failed || n > math.MaxInt64
	return assess.Instant(n)
}

// pairs begins a map, of no more pairs than there are bytes.
func (r *reader) pairs() uint64 {
	n := r.head(majorMap)
	if n > uint64(len(r.in)) {
		r.failed = true
		return 0
	}
	return n
}

// field reads the number of a map's next field; 0 is none.
func (r *reader) field() uint64 {
	n := r.natural()
	if n <= r.last {
		r.failed = true
		return 0
	}
	r.last = n
	return n
}

// text reads a text.
func (r *reader) text() []byte {
	n := r.head(majorText)
	if n > uint64(len(r.in)) {
		r.failed = true
		return nil
	}
	text := r.in[:n]
	r.in = r.in[n:]
	r.failed = r.failed || !utf8.Valid(text)
	return text
}

// item returns the bytes of the next item, whatever it is, and steps over it.
func (r *reader) item() []byte {
	start := r.in
	for left := uint64(1); left > 0 && !r.failed; left-- {
		if len(r.in) == 0 {
			r.failed = true
			break
		}
		switch major := r.in[0] >> 5; major {
		case majorText:
			r.text()
		case majorArray:
			left += min(r.head(major), uint64(len(start)))
		case majorMap:
			left += 2 * min(r.head(major), uint64(len(start)))
		default:
			r.head(major)
		}
	}
	return start[:len(start)-len(r.in)]
}
