/**
 * Where the kernel has no netem: a relay in the pod's network namespace, to which the connections that the pod opens are
 * redirected. It opens each one late, and passes on late what the pod says on it; answers pass at once. In Perl, which
 * Debian's base has, and with it kind's node images.
 *
 * Arguments: port, latency and jitter in milliseconds, the mark that its own connections bear. 80 is SO_ORIGINAL_DST,
 * 36 SO_MARK (linux/netfilter_ipv4.h, asm-generic/socket.h). SIGTERM: what is under way goes on without delay.
 */
export const relayProgram = `
use strict; use Socket;
my ($port, $latency, $jitter, $mark) = @ARGV;
$SIG{CHLD} = 'IGNORE'; $SIG{PIPE} = 'IGNORE';
socket(my $listener, PF_INET, SOCK_STREAM, 6) or die "socket: $!";
setsockopt($listener, SOL_SOCKET, SO_REUSEADDR, 1);
bind($listener, sockaddr_in($port, INADDR_ANY)) or die "bind: $!";
listen($listener, 4096) or die "listen: $!";
sub late { select(undef, undef, undef, ($latency + (2 * rand() - 1) * $jitter) / 1000) if $latency }
sub carry {
  my ($from, $to, $slow) = @_;
  my $data;
  while (sysread($from, $data, 1 << 20)) {
    late() if $slow;
    for (my $sent = 0; $sent < length $data;) {
      my $wrote = syswrite($to, $data, length($data) - $sent, $sent);
      return unless $wrote;
      $sent += $wrote;
    }
  }
  late() if $slow;
  shutdown($to, 1);
}
sub serve {
  my ($client) = @_;
  srand($$ ^ time);
  $SIG{TERM} = sub { $latency = 0 };
  my $target = getsockopt($client, 0, 80) or return;
  late();
  socket(my $server, PF_INET, SOCK_STREAM, 6) or return;
  setsockopt($server, SOL_SOCKET, 36, pack('i', $mark));
  setsockopt($_, 6, 1, 1) for $client, $server;
  unless (connect($server, substr($target, 0, 16))) { setsockopt($client, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0)); return }
  my $back = fork;
  return unless defined $back;
  if ($back == 0) { carry($server, $client, 0); exit }
  carry($client, $server, 1);
  waitpid($back, 0);
}
while (1) {
  accept(my $client, $listener) or next;
  my $child = fork;
  if (defined $child && $child == 0) { close $listener; serve($client); exit }
  close $client;
}
`;
