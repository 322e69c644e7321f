package catalog

import (
	"sync"
	"weak"
)

// known holds the packs that somebody still holds, by their hash: whoever reads
// the same content again gets the same pack. Packs never change, reading one
// takes time, and every open engagement has the base pack.
var known = knownPacks{packs: map[string]weak.Pointer[Pack]{}}

type knownPacks struct {
	mutex sync.Mutex
	packs map[string]weak.Pointer[Pack]
}

// get returns the pack with a hash, or nil where nobody holds it any more.
func (k *knownPacks) get(hash string) *Pack {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.packs[hash].Value()
}

// put remembers a pack and drops what is gone.
func (k *knownPacks) put(p *Pack) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	for hash, pack := range k.packs {
		if pack.Value() == nil {
			delete(k.packs, hash)
		}
	}
	k.packs[p.Info.SHA256] = weak.Make(p)
}
