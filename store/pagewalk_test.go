package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"
)

// image is a file to be damaged by hand.
type image struct {
	bytes []byte
	meta  meta
	walk  *walk
}

func imageOf(tb testing.TB, content []byte) *image {
	tb.Helper()
	img := &image{bytes: bytes.Clone(content)}
	var err error
	if img.meta, _, err = newestMeta(bytes.NewReader(img.bytes)); err != nil {
		tb.Fatal(err)
	}
	img.walk = newWalk(bytes.NewReader(content), img.meta)
	if err := img.walk.all(img.meta); err != nil {
		tb.Fatal(err)
	}
	return img
}

func (img *image) page(id uint64) []byte { return img.bytes[id*pageSize : (id+1)*pageSize] }

func (img *image) node(id uint64) *node {
	return &node{pageHead: readHeader(img.page(id)), first: img.page(id), size: pageSize}
}

// find returns a page in use of a kind, with at least three entries and no
// pages that follow it: the last one, which is in no part's beginning.
func (img *image) find(kind uint16) uint64 {
	for id := img.meta.pages - 1; id > 1; id-- {
		if h := readHeader(img.page(id)); img.walk.isReached(id) && id != img.meta.root && h.id == id && h.flags == kind && h.count > 2 && h.overflow == 0 {
			return id
		}
	}
	panic("there is no such page")
}

// leaf is a page of a tree that is neither its first nor its last.
func (img *image) leaf() uint64 { return img.node(img.branch()).element(1).child }

func (img *image) branch() uint64 { return img.find(branchPage) }

func (img *image) free() uint64 {
	return binary.NativeEndian.Uint64(img.page(img.meta.freelist)[pageHeader:])
}

func (img *image) put16(page uint64, at int, value uint16) {
	binary.NativeEndian.PutUint16(img.page(page)[at:], value)
}

func (img *image) put32(page uint64, at int, value uint32) {
	binary.NativeEndian.PutUint32(img.page(page)[at:], value)
}

func (img *image) put64(page uint64, at int, value uint64) {
	binary.NativeEndian.PutUint64(img.page(page)[at:], value)
}

// at is where the n-th entry of a page's table is.
func at16(n int) int { return pageHeader + elementSize*n }

// part returns where the bucket of that name is in the root page.
func (img *image) part(name bucket) (place int, inline bool) {
	root := img.node(img.meta.root)
	for i := range root.count {
		if key, err := root.key(i); err == nil && string(key) == string(name) {
			e := root.element(i)
			place = int(e.start + e.key)
			return place, binary.NativeEndian.Uint64(root.first[place:]) == 0
		}
	}
	panic("there is no such part")
}

func (img *image) inlinePart() int {
	place, inline := img.part(draftsBucket)
	if !inline {
		panic("the draft has pages of its own")
	}
	return place
}

// putMeta writes the newest meta page anew, with its checksum.
func (img *image) putMeta(at int, value uint64) { img.putMetaOn(img.meta.transaction%2, at, value) }

func (img *image) putMetaOn(id uint64, at int, value uint64) {
	page := img.page(id)[metaOffset:]
	binary.NativeEndian.PutUint64(page[at:], value)
	sum := fnv.New64a()
	sum.Write(page[:metaChecked])
	binary.NativeEndian.PutUint64(page[metaChecked:], sum.Sum64())
}

func TestDamagedPagesAreRefused(t *testing.T) {
	whole := readFile(t, busyFile(t, 300, ""))
	tests := map[string]struct {
		damage func(img *image)
		want   string
	}{
		"a page with another id":             {func(img *image) { img.put64(img.leaf(), 0, 3) }, "is not what it was"},
		"a leaf that is a meta page":         {func(img *image) { img.put16(img.leaf(), 8, 4) }, "of no kind"},
		"a leaf that is two kinds":           {func(img *image) { img.put16(img.leaf(), 8, 3) }, "of no kind"},
		"a leaf that is a branch":            {func(img *image) { img.put16(img.leaf(), 8, 1) }, "an entry"},
		"a branch that is a leaf":            {func(img *image) { img.put16(img.branch(), 8, 2) }, "an entry"},
		"more entries than fit":              {func(img *image) { img.put16(img.leaf(), 10, 0xFFFF) }, "too many entries"},
		"an entry too many":                  {func(img *image) { img.put16(img.leaf(), 10, uint16(img.node(img.leaf()).count+1)) }, "an entry"},
		"an entry too few":                   {func(img *image) { img.put16(img.leaf(), 10, uint16(img.node(img.leaf()).count-1)) }, "an entry"},
		"a leaf of none":                     {func(img *image) { img.put16(img.leaf(), 10, 0) }, "is empty"},
		"a branch of none":                   {func(img *image) { img.put16(img.branch(), 10, 0) }, "is empty"},
		"a page that goes on over free ones": {func(img *image) { img.put32(img.beforeFree(), 12, 1) }, "in use and listed as free"},
		"a page that goes on":                {func(img *image) { img.put32(img.leaf(), 12, 1) }, ""},
		"a page that goes on for ever":       {func(img *image) { img.put32(img.leaf(), 12, 1<<32-1) }, "beyond its end"},
		"an entry elsewhere":                 {func(img *image) { img.put32(img.leaf(), at16(1)+4, 100) }, "an entry"},
		"an entry beyond the page":           {func(img *image) { img.put32(img.leaf(), at16(1)+4, 1<<32-1) }, "an entry"},
		"a key of nothing":                   {func(img *image) { img.put32(img.leaf(), at16(1)+8, 0) }, "an entry"},
		"a key beyond the page":              {func(img *image) { img.put32(img.leaf(), at16(1)+8, 1<<32-1) }, "an entry"},
		"a value beyond the page":            {func(img *image) { img.put32(img.leaf(), at16(1)+12, 1<<32-1) }, "an entry"},
		"a value that is a part":             {func(img *image) { img.put32(img.leaf(), at16(1), 1) }, ""},
		"a value of another kind":            {func(img *image) { img.put32(img.leaf(), at16(1), 2) }, "an entry"},
		"a key after the next":               {func(img *image) { first(img, 1)[0] = 0xFF }, "another order"},
		"a key twice":                        {func(img *image) { copy(first(img, 2), bytes.Clone(first(img, 1))) }, "another order"},
		"a key before its page":              {func(img *image) { lower(first(img, 0)) }, "another order"},
		"a key behind its page":              {func(img *image) { first(img, img.node(img.leaf()).count-1)[0] = 0xFF }, "another order"},
		"a child beyond the end":             {func(img *image) { img.put64(img.branch(), at16(1)+8, 1<<40) }, "beyond its end"},
		"a child just beyond the end":        {func(img *image) { img.put64(img.branch(), at16(1)+8, img.meta.pages) }, "beyond its end"},
		"a page that is its child":           {func(img *image) { img.put64(img.branch(), at16(1)+8, img.branch()) }, "used twice"},
		"the root as a child":                {func(img *image) { img.put64(img.branch(), at16(1)+8, img.meta.root) }, "used twice"},
		"a first page as a child":            {func(img *image) { img.put64(img.branch(), at16(1)+8, 1) }, "used twice"},
		"a child twice":                      {func(img *image) { img.put64(img.branch(), at16(1)+8, img.node(img.branch()).element(2).child) }, ""},
		"a free page as a child":             {func(img *image) { img.put64(img.branch(), at16(1)+8, img.free()) }, ""},
		"the free pages as a child":          {func(img *image) { img.put64(img.branch(), at16(1)+8, img.meta.freelist) }, "of no kind"},
		"a part beyond the end":              {func(img *image) { img.putPart(commitsBucket, 1<<40) }, "beyond its end"},
		"a part that holds itself":           {func(img *image) { img.putPart(commitsBucket, img.meta.root) }, "used twice"},
		"a part twice":                       {func(img *image) { img.putPart(commitsBucket, img.partRoot(recordsBucket)) }, "used twice"},
		"a part that is inline now":          {func(img *image) { img.putPart(commitsBucket, 0) }, "a part that is cut"},
		"an inline part with pages":          {func(img *image) { img.putPart(draftsBucket, img.free()) }, "has a part of"},
		"an inline part with an id":          {func(img *image) { img.put64(img.meta.root, img.inlinePart()+bucketSize, 9) }, "a part that is not what it was"},
		"an inline branch":                   {func(img *image) { img.put16(img.meta.root, img.inlinePart()+bucketSize+8, 1) }, "page"},
		"an inline part of nothing":          {func(img *image) { img.put16(img.meta.root, img.inlinePart()+bucketSize+10, 0) }, "a part that is not what it was"},
		"an inline part that goes on":        {func(img *image) { img.put32(img.meta.root, img.inlinePart()+bucketSize+12, 1) }, "a part that is not what it was"},
		"a part in an inline part":           {func(img *image) { img.put32(img.meta.root, img.inlinePart()+bucketSize+at16(0), 1) }, "a part within a part"},
		"free pages of another kind":         {func(img *image) { img.put16(img.meta.freelist, 8, 2) }, "of no kind"},
		"free pages elsewhere":               {func(img *image) { img.putMeta(32, img.leaf()) }, "used twice"},
		"too many free pages":                {func(img *image) { img.put16(img.meta.freelist, 10, 0xFFFE) }, "too many entries"},
		"far too many free pages": {func(img *image) {
			img.put16(img.meta.freelist, 10, 0xFFFF)
			img.put64(img.meta.freelist, pageHeader, 1<<61)
		}, "too many entries"},
		"a free page in use":          {func(img *image) { img.put64(img.meta.freelist, pageHeader, 2+img.smallestInUse()) }, ""},
		"a first page that is free":   {func(img *image) { img.put64(img.meta.freelist, pageHeader, 1) }, "in use and listed as free"},
		"a free page beyond the end":  {func(img *image) { img.put64(img.meta.freelist, pageHeader, img.meta.pages) }, "its list of free pages"},
		"a free page twice":           {func(img *image) { img.put64(img.meta.freelist, pageHeader+8, img.free()) }, "its list of free pages"},
		"a root beyond the end":       {func(img *image) { img.putMeta(16, img.meta.pages) }, "point beyond its end"},
		"a root that is a first page": {func(img *image) { img.putMeta(16, 1) }, "page 1"},
		"a root that is no root":      {func(img *image) { img.putMeta(16, img.free()) }, ""},
		"first pages of two sizes":    {func(img *image) { img.putMetaOn(1, 8, 8192) }, "its first pages"},
		"fewer pages":                 {func(img *image) { img.putMeta(40, 5) }, "beyond its end"},
		"more pages than there are":   {func(img *image) { img.putMeta(40, 1<<50) }, "shorter than it was"},
		"a depth without end":         {deepen, "too deep"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			img := imageOf(t, whole)
			test.damage(img)
			if bytes.Equal(img.bytes, whole) {
				t.Fatal("nothing was damaged")
			}
			_, err := precheck(bytes.NewReader(img.bytes), int64(len(img.bytes)))
			var broken *damage
			if !errors.As(err, &broken) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
		})
	}
}

// first returns the key of an entry of the leaf.
func first(img *image, n int) []byte {
	key, err := img.node(img.leaf()).key(n)
	if err != nil {
		panic(err)
	}
	return key
}

// beforeFree is a page of a tree with a free page behind it.
func (img *image) beforeFree() uint64 {
	for id := uint64(2); ; id++ {
		if h := readHeader(img.page(id)); img.walk.isReached(id) && !img.walk.isReached(id+1) && h.id == id && h.flags == leafPage {
			return id
		}
	}
}

// lower makes a key that comes before it.
func lower(key []byte) {
	last := len(bytes.TrimRight(key, "\x00")) - 1
	key[last]--
}

func (img *image) putPart(name bucket, root uint64) {
	place, _ := img.part(name)
	img.put64(img.meta.root, place, root)
}

func (img *image) partRoot(name bucket) uint64 {
	place, _ := img.part(name)
	return binary.NativeEndian.Uint64(img.page(img.meta.root)[place:])
}

func (img *image) smallestInUse() uint64 {
	for id := uint64(2); ; id++ {
		if img.walk.isReached(id) {
			return id - 2
		}
	}
}

// deepen makes a chain of branches with one child each out of new pages.
func deepen(img *image) {
	start := img.meta.pages
	for n := range uint64(100) {
		page := make([]byte, pageSize)
		binary.NativeEndian.PutUint64(page, start+n)
		binary.NativeEndian.PutUint16(page[8:], branchPage)
		binary.NativeEndian.PutUint16(page[10:], 1)
		binary.NativeEndian.PutUint32(page[16:], elementSize)
		binary.NativeEndian.PutUint32(page[20:], 1)
		binary.NativeEndian.PutUint64(page[24:], start+n+1)
		page[32] = 'a'
		img.bytes = append(img.bytes[:(start+n)*pageSize], page...)
	}
	img.putMeta(40, start+100)
	img.putPart(commitsBucket, start)
}

// What bbolt writes, in whatever order of transactions, is sound.
func TestSoundPagesAreTaken(t *testing.T) {
	path := filepath.Join(t.TempDir(), "any")
	rapid.Check(t, func(t *rapid.T) {
		os.Remove(path)
		db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: pageSize, FreelistType: bolt.FreelistMapType, NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for range rapid.IntRange(1, 12).Draw(t, "transactions") {
			if err := db.Update(func(tx *bolt.Tx) error { return someWrites(t, tx) }); err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if doubt, err := precheck(bytes.NewReader(content), int64(len(content))); err != nil || doubt {
				t.Fatalf("in doubt %v: %v", doubt, err)
			}
		}
	})
}

// someWrites puts and deletes runs of keys, with values short and long.
func someWrites(t *rapid.T, tx *bolt.Tx) error {
	for range rapid.IntRange(1, 4).Draw(t, "writes") {
		in, err := tx.CreateBucketIfNotExists(rapid.SampledFrom([][]byte{[]byte("one"), []byte("two"), []byte("three")}).Draw(t, "bucket"))
		if err != nil {
			return err
		}
		in.FillPercent = fullness
		start, count := rapid.IntRange(0, 2000).Draw(t, "start"), rapid.IntRange(1, 400).Draw(t, "count")
		size := rapid.SampledFrom([]int{0, 1, 30, 300, 4000, 20_000}).Draw(t, "size")
		remove := rapid.Bool().Draw(t, "remove")
		for n := start; n < start+count; n++ {
			key := fmt.Appendf(nil, "%0*d", 1+n%40, n)
			if remove {
				err = errors.Join(err, in.Delete(key))
			} else if size*count < 1<<20 {
				err = errors.Join(err, in.Put(key, make([]byte, size)))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
