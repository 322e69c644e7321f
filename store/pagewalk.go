package store

import (
	"encoding/binary"
	"errors"
	"io"
)

// The layout of bbolt's pages; see Page in go.etcd.io/bbolt/internal/common.
const (
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10

	pageHeader  = 16
	elementSize = 16
	bucketEntry = 0x01 // flag of an element whose value is a bucket
	bucketSize  = 16   // its root page and sequence

	longestKey = 32768 // that bbolt takes

	// maxDepth is more than any tree of pages reaches: each has two children.
	maxDepth = 64
)

// walk goes through the pages of a file as bbolt would reach them, reading
// headers, tables and keys only. Each page is reached once, so that its time
// and memory are bounded by the size of the file.
type walk struct {
	file     io.ReaderAt
	pageSize int64
	pages    uint64
	reached  []uint64 // a bit for every page
	buffers  [maxDepth][]byte
}

// walkPages holds a file against bbolt's rules, so that no page can make it
// panic or run in circles, and no page in use is thought to be free.
func walkPages(file io.ReaderAt, m meta) error { return newWalk(file, m).all(m) }

func newWalk(file io.ReaderAt, m meta) *walk {
	return &walk{file: file, pageSize: int64(m.pageSize), pages: m.pages, reached: make([]uint64, m.pages/64+1)}
}

func (w *walk) all(m meta) error {
	if err := w.reach(0, 2); err != nil { // the meta pages
		return err
	}
	if err := w.tree(m.root, edge{root: true}, 0); err != nil || m.freelist == noFreelist {
		return err
	}
	return w.freelist(m.freelist)
}

// reach marks pages, which must lie in the file and be new.
func (w *walk) reach(id, count uint64) error {
	if id >= w.pages || count > w.pages-id {
		return damaged("page %d is beyond its end", id)
	}
	for at := id; at < id+count; at++ {
		if w.isReached(at) {
			return damaged("page %d is used twice", at)
		}
		w.reached[at/64] |= 1 << (at % 64)
	}
	return nil
}

func (w *walk) isReached(id uint64) bool { return w.reached[id/64]&(1<<(id%64)) != 0 }

// pageHead is the start of a page.
type pageHead struct {
	id       uint64
	flags    uint16
	count    int
	overflow uint32
}

func readHeader(page []byte) pageHead {
	order := binary.NativeEndian
	return pageHead{order.Uint64(page), order.Uint16(page[8:]), int(order.Uint16(page[10:])), order.Uint32(page[12:])}
}

// page reads the first page of some that belong together, and marks them all.
func (w *walk) page(id uint64, into []byte) (pageHead, error) {
	if id >= w.pages {
		return pageHead{}, damaged("page %d is beyond its end", id)
	}
	if err := readFull(w.file, into, int64(id)*w.pageSize); err != nil {
		return pageHead{}, err
	}
	h := readHeader(into)
	if h.id != id {
		return pageHead{}, damaged("page %d is not what it was", id)
	}
	return h, w.reach(id, uint64(h.overflow)+1)
}

// readFull reads what must be there.
func readFull(file io.ReaderAt, into []byte, at int64) error {
	n, err := file.ReadAt(into, at)
	if n < len(into) && errors.Is(err, io.EOF) {
		return damaged("it is shorter than it was")
	}
	if n == len(into) {
		return nil
	}
	return err
}

// edge is what a parent says of a page: its keys are from low on and below
// high, where there is one.
type edge struct {
	root      bool // of the whole file, which alone may be empty
	low, high []byte
}

// tree walks the page with that id and all below.
func (w *walk) tree(id uint64, from edge, depth int) error {
	if depth == maxDepth {
		return damaged("page %d is too deep", id)
	}
	if w.buffers[depth] == nil {
		w.buffers[depth] = make([]byte, w.pageSize)
	}
	first := w.buffers[depth]
	h, err := w.page(id, first)
	if err != nil {
		return err
	}
	n := &node{file: w.file, at: int64(id) * w.pageSize, size: (int64(h.overflow) + 1) * w.pageSize, pageHead: h, first: first}
	if _, err := n.check(from); err != nil {
		return err
	}
	if h.count == 0 && !(from.root && h.flags == leafPage) {
		return damaged("page %d is empty", id)
	}
	for i := range h.count {
		if err := w.below(n, i, from, depth); err != nil {
			return err
		}
	}
	return nil
}

// below walks what an element of a page leads to, if it leads anywhere.
func (w *walk) below(n *node, i int, from edge, depth int) error {
	if n.flags == leafPage {
		if n.element(i).flags == bucketEntry {
			return w.bucket(n, i, depth)
		}
		return nil
	}
	down := edge{high: from.high}
	var err error
	if down.low, err = n.key(i); err != nil {
		return err
	}
	if i+1 < n.count {
		if down.high, err = n.key(i + 1); err != nil {
			return err
		}
	}
	return w.tree(n.element(i).child, down, depth+1)
}

// bucket walks a bucket: its own pages, or the one within its value.
func (w *walk) bucket(n *node, i int, depth int) error {
	e := n.element(i)
	if e.value < bucketSize || e.value > w.pageSize {
		return damaged("page %d has a part of %d bytes", n.id, e.value)
	}
	value, err := n.read(e.start+e.key, e.value)
	if err != nil {
		return err
	}
	root := binary.NativeEndian.Uint64(value)
	if root != 0 {
		if e.value != bucketSize {
			return damaged("page %d has a part of %d bytes", n.id, e.value)
		}
		return w.tree(root, edge{}, depth+1)
	}
	return inline(n.id, value[bucketSize:])
}

// inline checks the small page within a bucket's value.
func inline(id uint64, page []byte) error {
	if len(page) < pageHeader {
		return damaged("page %d has a part that is cut", id)
	}
	n := &node{size: int64(len(page)), pageHead: readHeader(page), first: page}
	end, err := n.check(edge{})
	switch {
	case err != nil:
		return err
	case n.id != 0, n.flags != leafPage, n.overflow != 0, end != n.size:
		return damaged("page %d has a part that is not what it was", id)
	}
	for i := range n.count {
		if n.element(i).flags == bucketEntry {
			return damaged("page %d has a part within a part", id)
		}
	}
	return nil
}
