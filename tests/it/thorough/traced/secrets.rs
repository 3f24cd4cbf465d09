//! Where a secret is written, by the system calls of a push.

use crate::delivery::personal_data::{LeakCheck, PERSON, found};
use crate::support::connected_shop::Channel;
use crate::support::shop::{ORDER, end};

#[test]
fn a_secret_is_written_to_the_socket_alone() {
    for channel in Channel::ALL {
        let check = LeakCheck::new(channel);
        let trace = check.connected.shop.path("trace");
        let calls = "trace=write,writev,pwrite64,pwritev,sendto,sendmsg,execve,prctl,prlimit64";
        let under = ["strace", "-f", "-y", "-s", "65536", "-e", calls, "-o", trace.to_str().unwrap()];
        let ended =
            end(&mut check.connected.shop.command_under(&under, &["-v", "push", ORDER, "--group", channel.group()]));
        assert_eq!(ended.code, Some(0), "{ended:?}");
        let trace = std::fs::read_to_string(trace).unwrap();
        let telling = |line: &&str| !found(line.as_bytes()).is_empty();
        let (sent, elsewhere): (Vec<&str>, Vec<&str>) =
            trace.lines().filter(telling).partition(|line| line.contains("<socket:[") || line.contains("<TCP"));
        assert!(elsewhere.is_empty(), "{channel:?}: {elsewhere:#?}");
        assert!(sent.iter().any(|line| line.contains(channel.secret())), "{channel:?}: the trace shows what is sent");
        assert!(sent.iter().any(|line| line.contains(PERSON[1])), "{channel:?}: and whom it is about");
        for told in ["RLIMIT_CORE, {rlim_cur=0, rlim_max=0}", "prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE"] {
            assert!(trace.contains(told), "{channel:?}: no image of its memory: {told}");
        }
        assert!(trace.contains("execve(") && trace.contains("pwrite64("), "{channel:?}: and what is kept");
    }
}
