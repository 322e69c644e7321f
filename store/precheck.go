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
	body                  [metaSize]byte
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

// precheck looks at all pages of a file before it is mapped: mapping a file
// that is shorter than its pages, or whose pages lead in circles, kills or
// hangs the process that reads them. It is called under the file's lock.
//
// It is in doubt where the page that leads to the last change may be lost:
// bbolt then reads the file as it was one change before.
func precheck(file io.ReaderAt, size int64) (doubt bool, err error) {
	newest, doubt, err := newestMeta(file)
	if err != nil {
		return false, err
	}
	if newest.root >= newest.pages || newest.freelist >= newest.pages && newest.freelist != noFreelist {
		return false, damaged("its first pages point beyond its end")
	}
	if high, need := bits.Mul64(newest.pages, uint64(newest.pageSize)); high > 0 || need > uint64(size) {
		return false, damaged("it is shorter than it was: %d bytes", size)
	}
	return doubt, walkPages(file, newest)
}

// newestMeta returns the meta page by which bbolt will read the file.
func newestMeta(file io.ReaderAt) (newest meta, doubt bool, err error) {
	first, seen, ok := readMeta(file, 0)
	if ok {
		second, _, both := readMeta(file, int64(first.pageSize))
		switch {
		case !both:
			return first, !second.precedes(first), nil
		case second.pageSize != first.pageSize:
			return meta{}, false, damaged("its first pages")
		case second.transaction > first.transaction:
			return second, false, nil
		}
		return first, false, nil
	}
	for at := int64(minPage); at <= maxPage; at *= 2 {
		second, here, ok := readMeta(file, at)
		seen = seen || here
		if ok && int64(second.pageSize) == at {
			return second, !first.precedes(second), nil
		}
	}
	if !seen {
		return meta{}, false, errNotDemarc
	}
	return meta{}, false, damaged("its first pages")
}

// readMeta reads the meta page at an offset: seen where there is bbolt's mark,
// ok where its checksum holds.
func readMeta(file io.ReaderAt, at int64) (m meta, seen, ok bool) {
	var page [metaOffset + metaSize]byte
	if _, err := file.ReadAt(page[:], at); err != nil {
		return meta{}, false, false
	}
	copy(m.body[:], page[metaOffset:])
	order := binary.NativeEndian
	m.pageSize, m.root = order.Uint32(m.body[8:]), order.Uint64(m.body[16:])
	m.freelist, m.pages, m.transaction = order.Uint64(m.body[32:]), order.Uint64(m.body[40:]), order.Uint64(m.body[48:])
	seen = order.Uint32(m.body[:]) == boltMagic
	ok = seen && order.Uint32(m.body[4:]) == boltVersion && m.holds() &&
		minPage <= m.pageSize && m.pageSize <= maxPage && m.pageSize&(m.pageSize-1) == 0
	return m, seen, ok
}

// holds reports whether the checksum is right.
func (m *meta) holds() bool {
	sum := fnv.New64a()
	sum.Write(m.body[:metaChecked])
	return binary.NativeEndian.Uint64(m.body[metaChecked:]) == sum.Sum64()
}

// precedes reports whether a meta page that is broken led to the change before
// that of the other one, so that nothing is lost with it. It says of itself
// which it was; that this very number is what broke is ruled out.
func (m meta) precedes(whole meta) bool {
	if binary.NativeEndian.Uint32(m.body[:]) != boltMagic || m.transaction != whole.transaction-1 {
		return false
	}
	binary.NativeEndian.PutUint64(m.body[48:], whole.transaction+1)
	return !m.holds()
}
