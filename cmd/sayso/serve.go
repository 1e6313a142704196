package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/archive"
	"github.com/saysonews/sayso/archive/sqlite"
	"github.com/saysonews/sayso/web"
)

const serveLong = `Serve opens an archive in a browser: search, reports with what they say marked,
claims with their sources, actors, a timeline, places; and the same for programs
under /api/v1.

Only this machine can reach it, unless --listen names another address. Then a
token is asked for: that of --token or $SAYSO_TOKEN, or one that is made and
printed with the link.`

// serveOptions are the flags of serve.
type serveOptions struct {
	archive string
	listen  string
	token   string
	hosts   []string
	look    bool
	private bool
}

func serveCommand() *cobra.Command {
	var opt serveOptions
	cmd := &cobra.Command{
		Use: "serve", Short: "Open an archive in a browser", Long: serveLong, Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := sqlite.Open(cmd.Context(), opt.archive, sqlite.Options{ReadOnly: opt.look})
			if err != nil {
				return err
			}
			defer store.Close()
			return serve(cmd, store, opt)
		},
	}
	f := cmd.Flags()
	archiveFlag(cmd, &opt.archive)
	f.StringVar(&opt.listen, "listen", "127.0.0.1:8080", "`ADDRESS` and port to listen on; port 0 is any free one")
	f.StringVar(&opt.token, "token", os.Getenv("SAYSO_TOKEN"), "`TOKEN` that people have to bring; $SAYSO_TOKEN says a default")
	f.StringSliceVar(&opt.hosts, "host", nil, "`NAME` by which the server may be asked, besides localhost and addresses")
	f.BoolVar(&opt.look, "read-only", false, "nothing can be added or decided")
	f.BoolVar(&opt.private, "allow-private", false, "fetch from addresses of private networks too")
	return cmd
}

// shutdown is how long requests that are under way may take at the end.
const shutdown = 5 * time.Second

// serve answers until the program is stopped.
func serve(cmd *cobra.Command, store archive.Store, opt serveOptions) error {
	ctx, stop := signal.NotifyContext(cmd.Context(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	listener, err := net.Listen("tcp", opt.listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	if opt.token == "" && !loopback(listener.Addr()) {
		opt.token = rand.Text()
	}
	o := web.Options{Store: store, Token: opt.token, Hosts: opt.hosts, Version: version(), Log: slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), nil))}
	if !opt.look {
		q, err := newQueue(ctx, cmd, store, opt)
		if err != nil {
			return err
		}
		defer q.wait()
		o.Reader = q
	}
	handler, err := web.New(o)
	if err != nil {
		return err
	}
	fmt.Fprintln(cmd.ErrOrStderr(), "The reading room is open, until Ctrl-C, at")
	fmt.Fprintln(cmd.OutOrStdout(), address{listener.Addr(), opt.token})
	server := http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdown)
	defer cancel()
	if err := server.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

func loopback(a net.Addr) bool {
	p, err := netip.ParseAddrPort(a.String())
	return err == nil && p.Addr().Unmap().IsLoopback()
}

// An address is where the reading room is, as people open it.
type address struct {
	addr  net.Addr
	token string
}

func (l address) String() string {
	host := l.addr.String()
	if p, err := netip.ParseAddrPort(host); err == nil && p.Addr().IsUnspecified() {
		host = fmt.Sprintf("localhost:%d", p.Port())
	}
	if l.token == "" {
		return "http://" + host + "/"
	}
	return "http://" + host + "/?token=" + l.token
}
