package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
)

// patch is other bytes at a place of a file.
type patch struct {
	at    int
	bytes []byte
}

// mutation is damage to a file: patches, and where it is cut (0: nowhere).
type mutation struct {
	name    string
	patches []patch
	cut     int
}

func (m mutation) apply(whole []byte) []byte {
	changed := bytes.Clone(whole)
	for _, p := range m.patches {
		if p.at < len(changed) {
			copy(changed[p.at:], p.bytes)
		}
	}
	if m.cut > 0 {
		changed = changed[:min(m.cut, len(changed))]
	}
	return changed
}

// flips of random bits: a fifth of them in the headers of pages.
func flips(whole []byte, random *rand.Rand, count int) []mutation {
	var all []mutation
	for n := range count {
		at := random.IntN(len(whole))
		if n%5 == 0 {
			at = random.IntN(len(whole)/pageSize)*pageSize + random.IntN(pageHeader)
		}
		bit := random.IntN(8)
		all = append(all, mutation{name: fmt.Sprintf("bit %d of byte %d (page %d + %d)", bit, at, at/pageSize, at%pageSize),
			patches: []patch{{at, []byte{whole[at] ^ 1<<bit}}}})
	}
	return all
}

// cuts of the file's end at random lengths.
func cuts(whole []byte, random *rand.Rand, count int) []mutation {
	var all []mutation
	for range count {
		cut := 1 + random.IntN(len(whole)-1)
		all = append(all, mutation{name: fmt.Sprintf("cut at %d of %d", cut, len(whole)), cut: cut})
	}
	return all
}

// pagesLost zeroes each page, lets each change places with another, and puts
// another in its place, as it is and as if it belonged there.
func pagesLost(whole []byte, random *rand.Rand) []mutation {
	var all []mutation
	pages := len(whole) / pageSize
	page := func(n int) []byte { return whole[n*pageSize : (n+1)*pageSize] }
	for n := range pages {
		other := random.IntN(pages)
		all = append(all,
			mutation{name: fmt.Sprintf("page %d zeroed", n), patches: []patch{{n * pageSize, make([]byte, pageSize)}}},
			mutation{name: fmt.Sprintf("pages %d and %d swapped", n, other),
				patches: []patch{{n * pageSize, page(other)}, {other * pageSize, page(n)}}},
			mutation{name: fmt.Sprintf("page %d in the place of %d", other, n), patches: []patch{{n * pageSize, page(other)}}})
		if n != rootOf(whole) {
			all = append(all, mutation{name: fmt.Sprintf("page %d in the place of %d under its id", other, n),
				patches: []patch{{n*pageSize + 8, page(other)[8:]}}})
		}
	}
	return all
}

// rootOf is the page that leads to all others. Whoever puts an older one in its
// place, id and all, has the file as it was before its last draft: that is a
// copy from then, which nothing within a file can tell.
func rootOf(whole []byte) int {
	m, _, err := newestMeta(bytes.NewReader(whole))
	if err != nil {
		panic(err) // a test made it
	}
	return int(m.root)
}
