//! Questions as people write them: who is meant by `shop/web`, and the answer
//! for everybody it stands for.
//!
//! One grammar serves the command line, expectations, lessons and the question
//! bar. An [`EndpointName`] is read from text, [`ask`] finds out in a [`World`]
//! whom it stands for and holds every source against every destination. What
//! a name does not say clearly is an error that names the choices; nothing is
//! guessed.
//!
//! [`World`]: crate::eval::World

mod answer;
mod ask;
mod block;
mod choice;
mod command;
mod fault;
mod kind;
mod member;
mod name;
mod narrowed;
mod port;
mod remark;
mod serving;

pub use answer::{Answer, Pair};
pub use ask::ask;
pub(crate) use ask::compare;
pub use block::{common, listed};
pub use command::{Call, Command, CommandFault, Program};
pub use fault::{NameFault, PortFault, QueryFault};
pub use kind::Kind;
pub use member::{Member, pods_of, workload_name};
pub use name::EndpointName;
pub use narrowed::narrowed;
pub use port::{PortQuestion, split_port};
pub use remark::Remark;
