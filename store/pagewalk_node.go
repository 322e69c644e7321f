package store

import (
	"bytes"
	"encoding/binary"
	"io"
)

// node is a page of a tree: a header, a table of elements, and behind it their
// keys and values without a gap, in the order of the table.
type node struct {
	pageHead
	file  io.ReaderAt // nil where first is everything
	at    int64       // where it lies in file
	size  int64       // with the pages that follow as its overflow
	first []byte      // its first bytes, at least the table once checked
}

// element is one entry of the table.
type element struct {
	start, key, value int64 // where it is within the page, and how long both are
	flags             uint32
	child             uint64 // of a branch
}

func (n *node) element(i int) element {
	at := pageHeader + i*elementSize
	raw, order := n.first[at:at+elementSize], binary.NativeEndian
	if n.flags == branchPage {
		return element{start: int64(at) + int64(order.Uint32(raw)), key: int64(order.Uint32(raw[4:])), child: order.Uint64(raw[8:])}
	}
	return element{start: int64(at) + int64(order.Uint32(raw[4:])), key: int64(order.Uint32(raw[8:])),
		value: int64(order.Uint32(raw[12:])), flags: order.Uint32(raw)}
}

// key returns the key of an element.
func (n *node) key(i int) ([]byte, error) {
	e := n.element(i)
	return n.read(e.start, e.key)
}

// read returns bytes of the page, which must lie within it.
func (n *node) read(start, size int64) ([]byte, error) {
	if start+size <= int64(len(n.first)) {
		return n.first[start : start+size], nil
	}
	far := make([]byte, size)
	return far, readFull(n.file, far, n.at+start)
}

// check holds table and keys against bbolt's rules and returns where the last
// value ends.
func (n *node) check(from edge) (int64, error) {
	if n.flags != branchPage && n.flags != leafPage {
		return 0, damaged("page %d is of no kind that belongs there", n.id)
	}
	end := int64(pageHeader + n.count*elementSize)
	if end > n.size {
		return 0, damaged("page %d has too many entries", n.id)
	}
	if end > int64(len(n.first)) {
		table, err := n.read(0, end)
		if err != nil {
			return 0, err
		}
		n.first = table
	}
	before := from.low
	for i := range n.count {
		e := n.element(i)
		if e.start != end || e.key == 0 || e.key > longestKey || e.flags > bucketEntry || e.start+e.key+e.value > n.size {
			return 0, damaged("page %d has an entry that is not what it was", n.id)
		}
		end += e.key + e.value
		key, err := n.read(e.start, e.key)
		if err != nil {
			return 0, err
		}
		order := bytes.Compare(before, key)
		if order > 0 || order == 0 && i > 0 || from.high != nil && bytes.Compare(key, from.high) >= 0 {
			return 0, damaged("page %d has its entries in another order", n.id)
		}
		before = key
	}
	return end, nil
}
