package catalog

import (
	"runtime"
	"sync"
	"testing"
)

// forget makes the next reading of every pack its first.
func (k *knownPacks) forget() {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	clear(k.packs)
}

// TestTheSameContentIsOnePack: read from a folder, from its stored bytes or by
// several at once, a pack is one; other content or another name of a file is not.
func TestTheSameContentIsOnePack(t *testing.T) {
	known.forget()
	base := mustBase(t)
	stored, err := Decode(base.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if again := mustBase(t); again != base || stored != base {
		t.Error("the same content was read into several packs")
	}
	text := tinyText(t)
	first := mustLoad(t, "tiny.yaml", text)
	if other := mustLoad(t, "tiny.yaml", text+"\n# a remark\n"); other == first || other.Info.SHA256 == first.Info.SHA256 {
		t.Error("a pack with another remark is the same pack")
	}
	if other := mustLoad(t, "small.yaml", text); other == first || other.Info.SHA256 == first.Info.SHA256 {
		t.Error("a pack of another file's name is the same pack")
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() { mustCompose(t, mustBase(t), first) })
	}
	group.Wait()
	runtime.KeepAlive(base)
}

// TestAPackThatNobodyHoldsIsGone: what is known keeps no pack alive.
func TestAPackThatNobodyHoldsIsGone(t *testing.T) {
	known.forget()
	sum := mustLoad(t, "tiny.yaml", tinyText(t)).Info.SHA256
	for range 2 {
		runtime.GC()
	}
	if known.get(sum) != nil {
		t.Error("the pack is still there")
	}
	held := mustLoad(t, "small.yaml", tinyText(t))
	if n := len(known.packs); n != 1 {
		t.Errorf("%d packs are known, want the one that is held", n)
	}
	runtime.KeepAlive(held)
}
