//go:build unix

package cli

import (
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

func init() {
	commands["smalldisk"] = func() { os.Exit(onSmallDisk(os.Args[1], os.Args[2:])) }
	commands["asanyone"] = func() { os.Exit(asAnyone(os.Args[1:])) }
}

// onSmallDisk runs a command that may make no file larger than so many bytes,
// as on a disk that is nearly full.
func onSmallDisk(bytes string, args []string) int {
	most, err := strconv.ParseUint(bytes, 10, 64)
	if err != nil {
		panic(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
		panic(err)
	}
	return demarc(args[1:])
}

// asAnyone runs a command as somebody who may not write what the superuser may.
func asAnyone(args []string) int {
	const nobody = 65534
	if os.Getuid() == 0 {
		if err := syscall.Setgroups(nil); err != nil {
			panic(err)
		}
		if err := syscall.Setgid(nobody); err != nil {
			panic(err)
		}
		if err := syscall.Setuid(nobody); err != nil {
			panic(err)
		}
	}
	return demarc(args[1:])
}
