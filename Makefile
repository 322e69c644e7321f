# make run   the window on the sample engagement; without a display the main job
#            on the command line, ending with a signed PDF
# make test  everything that has to hold; installs what the tests need
# make screenshots  takes the pictures of docs/screenshots anew
# make sample-report  makes docs/sample-report.pdf and the pictures of its pages anew
# make bench benchmarks, as ratios within one run
# make package  archives for Linux and Windows, with the window
# make scrollrate  scrolling in the real window, against an empty one
# make long  what takes longer: the race detector, fuzzing, monkeys at the window,
#            kills, power cuts and damaged files by the hundred
# make notices  writes THIRD_PARTY_NOTICES.md anew

SHELL := /bin/bash
export CGO_ENABLED ?= 0

TESTED_WITH := pdfsig=poppler-utils pdftotext=poppler-utils qpdf=qpdf mutool=mupdf-tools \
	openssl=openssl certutil=libnss3-tools pk12util=libnss3-tools strace=strace softhsm2-util=softhsm2 java=default-jre-headless \
	/usr/share/java/preflight.jar=libpdfbox2-java /usr/share/java/commons-io.jar=libcommons-io-java \
	/usr/share/java/javax.activation.jar=libactivation-java /usr/share/java/jaxb-api.jar=libjaxb-api-java
BUILT_WITH := gcc=gcc /usr/include/GL/gl.h=libgl1-mesa-dev /usr/include/X11/Xcursor/Xcursor.h=xorg-dev \
	/usr/include/X11/extensions/Xrandr.h=xorg-dev /usr/include/xkbcommon/xkbcommon.h=libxkbcommon-dev
SHOWN_ON := Xvfb=xvfb xdotool=xdotool xdpyinfo=x11-utils
# The toolkit then runs everything on one goroutine, as this program does, and
# takes nothing from a FyneApp.toml that happens to lie in the current folder.
WINDOW_TAGS := migrated_fynedo,no_metadata
WINDOWS_CC := x86_64-w64-mingw32-gcc
PLATFORMS := linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64
FUZZ_TIME ?= 30s

.PHONY: all run test check unit platforms window screenshots sample-report package bench scrollrate long race monkey fuzz crash notices needs clean

all: build/demarc

build/demarc: FORCE
	@go build -trimpath -tags headless -o $@ .
FORCE:

# The window needs a C compiler and the headers of X and OpenGL; the first build
# takes some minutes.
build/demarc-window: FORCE
	@make/needs.sh $(BUILT_WITH)
	@echo "building the window (the first time takes some minutes)"
	@CGO_ENABLED=1 go build -trimpath -tags $(WINDOW_TAGS) -o $@ .

ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
run: build/demarc-window
	@make/window.sh build/demarc-window build/sample
else
run: build/demarc
	@make/run.sh build/demarc build/sample
endif

test: needs check unit platforms window
	@echo "all checks passed"

needs:
	@make/needs.sh $(TESTED_WITH) $(BUILT_WITH) $(SHOWN_ON) $(WINDOWS_CC)=gcc-mingw-w64-x86-64

# The real window, on a screen that nobody sees, by keys and by mouse; and it
# compiles for Windows.
window: build/demarc-window
	@make/walk.sh build/demarc-window
	@echo "building the window for windows/amd64"
	@CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=$(WINDOWS_CC) go build -trimpath -tags $(WINDOW_TAGS) -ldflags "-s -w" -o build/demarc.exe .

# The pictures of docs/screenshots anew, from the real window.
screenshots: build/demarc-window
	@make/needs.sh $(SHOWN_ON) import=imagemagick convert=imagemagick
	@make/screenshots.sh build/demarc-window docs/screenshots

# A report for the reader of this repository, from the built-in sample, and
# pictures of three of its pages.
sample-report: build/demarc
	@make/needs.sh pdftoppm=poppler-utils convert=imagemagick /usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf=fonts-droid-fallback
	@make/samplereport.sh build/demarc docs/sample-report.pdf docs/sample-report

check:
	@unformatted=$$(gofmt -l .); [ -z "$$unformatted" ] || { echo "not gofmt-ed: $$unformatted"; exit 1; }
	go mod verify
	go vet ./...
	go run ./make/notices -check THIRD_PARTY_NOTICES.md

# Tokens are opened through C, in the build with the window alone.
unit:
	go test ./...
	CGO_ENABLED=1 go test -run Token ./sign

# Every build that is handed out compiles, not only this machine's.
platforms:
	@for platform in $(PLATFORMS); do \
		echo "building for $$platform"; \
		GOOS=$${platform%/*} GOARCH=$${platform#*/} go build -trimpath -tags headless -o /dev/null . || exit 1; \
	done

bench:
	go test -run '^$$' -bench . -benchtime 3x -timeout 30m ./...

# Scrolling in the real window against an empty one, on a screen that nobody sees.
scrollrate: needs
	@make/scrollrate.sh

package:
	@make/needs.sh $(BUILT_WITH) $(WINDOWS_CC)=gcc-mingw-w64-x86-64 zip=zip
	@make/package.sh $(WINDOW_TAGS) $(WINDOWS_CC) build/package

long: needs race fuzz monkey crash
	@echo "all long checks passed"

race:
	CGO_ENABLED=1 go test -race -timeout 60m ./...

# A monkey at the window without a display, and one at the real window.
monkey: build/demarc-window
	DEMARC_MONKEY_EVENTS=20000 DEMARC_MONKEY_SEED=$$RANDOM go test -run '^TestMonkey$$' -count 1 -timeout 60m ./app
	@make/monkey.sh build/demarc-window 300

fuzz:
	./make/fuzz.sh $(FUZZ_TIME)

# What kills, power cuts and damage could do to a file, at length.
crash:
	DEMARC_LONG=1 go test -v -run '^(TestAKilledWriterLosesNothing|TestAKilledChangeOfPassphraseLeavesOneOfTheTwo|TestPowerLoss|TestDamagedFiles|TestDamagedSealedFiles)$$' -count 1 -timeout 60m ./store

notices:
	go run ./make/notices -write THIRD_PARTY_NOTICES.md

clean:
	rm -rf build
