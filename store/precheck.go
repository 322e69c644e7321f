package store

import (
	"encoding/binary"
	"hash/fnv"
	"io"
	"math/bits"
)

// meta is what one of bbolt's two meta pages says. They lie at the start of
// the first two pages, behind a page header of 16 bytes; see Meta in
// go.etcd.io/bbolt/internal/common.
type meta struct {
	pageSize              uint32
	root, freelist, pages uint64
	transaction           uint64
}

const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2
	metaOffset  = 16
	metaChecked = 56 // bytes under the checksum
	metaSize    = metaChecked + 8
	noFreelist  = ^uint64(0)
	minPage     = 1 << 10
	maxPage     = 1 << 16
)

// Resembles reports whether a file that begins like this may be an engagement.
// It takes the first 32 bytes.
func Resembles(head []byte) bool {
	return len(head) >= metaOffset+4 && binary.LittleEndian.Uint32(head[metaOffset:]) == boltMagic
}

// precheck looks at the meta pages of a file before it is mapped: mapping a
// file that is shorter than its pages kills the process that reads them. It
// needs no lock, because a writer makes the file longer first and then changes
// one meta page at a time.
func precheck(file io.ReaderAt, size int64) error {
	first, seen, ok := readMeta(file, 0)
	newest, valid := first, ok
	candidates := []int64{int64(first.pageSize)}
	if !ok {
		candidates = nil
		for at := int64(minPage); at <= maxPage; at *= 2 {
			candidates = append(candidates, at)
		}
	}
	for _, at := range candidates {
		second, here, ok := readMeta(file, at)
		seen = seen || here
		if ok && int64(second.pageSize) == at && (!valid || second.transaction > newest.transaction) {
			newest, valid = second, true
		}
	}
	switch {
	case !seen:
		return errNotDemarc
	case !valid:
		return damaged("its first pages")
	case newest.root >= newest.pages || newest.freelist >= newest.pages && newest.freelist != noFreelist:
		return damaged("its first pages point beyond its end")
	}
	if high, need := bits.Mul64(newest.pages, uint64(newest.pageSize)); high > 0 || need > uint64(size) {
		return damaged("it is shorter than it was: %d bytes", size)
	}
	return nil
}

// readMeta reads the meta page at an offset: seen where there is bbolt's mark,
// ok where its checksum holds.
func readMeta(file io.ReaderAt, at int64) (m meta, seen, ok bool) {
	var page [metaOffset + metaSize]byte
	if _, err := file.ReadAt(page[:], at); err != nil {
		return meta{}, false, false
	}
	body, order := page[metaOffset:], binary.NativeEndian
	if order.Uint32(body) != boltMagic {
		return meta{}, false, false
	}
	m = meta{
		pageSize: order.Uint32(body[8:]), root: order.Uint64(body[16:]), freelist: order.Uint64(body[32:]),
		pages: order.Uint64(body[40:]), transaction: order.Uint64(body[48:]),
	}
	sum := fnv.New64a()
	sum.Write(body[:metaChecked])
	ok = order.Uint32(body[4:]) == boltVersion && order.Uint64(body[metaChecked:]) == sum.Sum64() &&
		minPage <= m.pageSize && m.pageSize <= maxPage && m.pageSize&(m.pageSize-1) == 0
	return m, true, ok
}
