//! What can be written behind `netpol`, and the help that teaches it.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use netpol_engine::options::{Choice, PodNetwork};
use netpol_engine::{ApiLevel, Assumptions, Limits, Options, Profile};
use netpol_export::Poster;

use crate::failure::Failure;

/// Who can reach whom under Kubernetes network policies, and which line says so
#[derive(Debug, Parser)]
#[command(name = "netpol", version, max_term_width = 100)]
#[command(disable_help_subcommand = true, subcommand_required = true)]
#[command(after_help = include_str!("help/netpol.txt"))]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours; `NO_COLOR` is respected
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    #[arg(hide_possible_values = true, help_heading = "Global options")]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print every permitted connection
    #[command(after_help = include_str!("help/list.txt"))]
    List(ListArguments),
    /// Answer one question, with the lines that decide it
    #[command(after_help = include_str!("help/query.txt"))]
    Query(QueryArguments),
    /// Hold expectations against the policies
    #[command(after_help = include_str!("help/check.txt"))]
    Check(CheckArguments),
    /// Print the connections that a change gains and loses
    #[command(after_help = include_str!("help/diff.txt"))]
    Diff(DiffArguments),
    /// Find what policies probably do not mean as their writer meant it
    #[command(after_help = include_str!("help/lint.txt"))]
    Lint(LintArguments),
    /// Write the policies that expectations ask for, and say what they do
    #[command(after_help = include_str!("help/propose.txt"))]
    Propose(ProposeArguments),
    /// Draw the diagram, for print and for readers without JavaScript
    #[command(after_help = include_str!("help/render.txt"))]
    Render(RenderArguments),
    /// Print a script that completes these commands in a shell
    #[command(after_help = include_str!("help/completions.txt"))]
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    /// In which form
    #[arg(short, long, value_name = "FORM", default_value = "text")]
    pub(crate) output: ListForm,
    /// Between pods, not between workloads
    #[arg(long)]
    pub(crate) pods: bool,
    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListForm {
    Text,
    Json,
    Csv,
    Markdown,
    Dot,
    Mermaid,
    Svg,
}

#[derive(Debug, Args)]
pub(crate) struct QueryArguments {
    /// Who opens the connection
    #[arg(long, value_name = "A", required_unless_present = "batch")]
    pub(crate) from: Option<String>,
    /// Who is connected to
    #[arg(long, value_name = "B", required_unless_present = "batch")]
    pub(crate) to: Option<String>,
    /// On which port
    #[arg(long, value_name = "PORT", required_unless_present = "batch")]
    #[arg(allow_negative_numbers = true)]
    pub(crate) port: Option<String>,
    /// TCP, UDP or SCTP
    #[arg(long, value_name = "PROTOCOL", default_value = "TCP")]
    pub(crate) protocol: String,
    /// Read one JSON object per line from FILE, `-` for standard input, and
    /// answer one per line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["from", "to", "port", "protocol", "output"])]
    pub(crate) batch: Option<PathBuf>,
    /// Also print what would deny the connection, or allow it: changes of your
    /// text that were tried, with every connection that they change
    #[arg(long, conflicts_with = "batch")]
    pub(crate) fixes: bool,
    /// In which form
    #[arg(short, long, value_name = "FORM", default_value = "text")]
    pub(crate) output: AnswerForm,
    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerForm {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// The expectations, one per line, `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) expect: PathBuf,
    /// In which form
    #[arg(short, long, value_name = "FORM", default_value = "text")]
    pub(crate) output: AnswerForm,
    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ProposeArguments {
    /// The expectations, one per line, `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) expect: PathBuf,
    /// Keep the policies that are there, instead of replacing those of the
    /// namespaces concerned
    #[arg(long)]
    pub(crate) keep: bool,
    /// Close the sources of connections too, where no line needs it
    #[arg(long)]
    pub(crate) egress: bool,
    /// In which form
    #[arg(short, long, value_name = "FORM", default_value = "yaml")]
    pub(crate) output: ProposalForm,
    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProposalForm {
    Yaml,
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct LintArguments {
    /// From which level on findings are told
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub(crate) level: LintLevel,
    /// In which form
    #[arg(short, long, value_name = "FORM", default_value = "text")]
    pub(crate) output: LintForm,
    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintLevel {
    /// Everything, also what changes nothing here
    Hint,
    /// What is worth reading
    Warning,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintForm {
    Text,
    Json,
    Sarif,
}

#[derive(Debug, Args)]
pub(crate) struct RenderArguments {
    /// In which colours; `auto` leaves that to the program that shows it
    #[arg(long, value_name = "THEME", default_value = "auto")]
    pub(crate) theme: RenderTheme,
    /// Draw this connection as a line of its own, even when it is denied: two
    /// endpoints, as in `shop/web,shop/db`
    #[arg(long, value_name = "FROM,TO")]
    pub(crate) focus: Option<String>,
    /// How wide it is, unless what is in it needs more
    #[arg(long, value_name = "PIXELS", default_value_t = Poster::default().width)]
    #[arg(value_parser = clap::value_parser!(u32).range(320..=4096))]
    pub(crate) width: u32,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RenderTheme {
    Auto,
    Light,
    Dark,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// How it was: a file, a folder or `-`
    pub(crate) before: PathBuf,
    /// How it is to be: a file, a folder or `-`
    pub(crate) after: PathBuf,
    /// A file or folder that belongs to both, as the pods do when only
    /// policies change; may be given several times
    #[arg(long, value_name = "PATH")]
    pub(crate) with: Vec<PathBuf>,
    /// In which form
    #[arg(short, long, value_name = "FORM", default_value = "text")]
    pub(crate) output: DiffForm,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffForm {
    Text,
    Json,
    Markdown,
}

/// What is read, and how.
#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// Manifests: a file, a folder (read recursively: .yaml, .yml, .json) or
    /// `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

/// How manifests are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArguments {
    /// The namespace of objects that name none
    #[arg(long, value_name = "NAME", default_value = "default")]
    default_namespace: String,
    /// The last part of every name that the cluster's DNS knows
    #[arg(long, value_name = "ZONE", default_value = "cluster.local")]
    cluster_zone: String,
    /// The API server that the manifests are for; before 1.36 a CIDR with host
    /// bits is accepted
    #[arg(long, value_name = "VERSION", default_value = "1.36", value_parser = api_level)]
    api_level: Level,
    /// The network plugin that enforces the policies, as far as the reference
    /// knows it: reference, calico, cilium, kube-network-policies, kube-router,
    /// ovn-kubernetes, host-network-pods
    #[arg(long, value_name = "NAME", default_value = "reference", value_parser = profiles())]
    #[arg(hide_possible_values = true, help_heading = "Assumptions")]
    profile: Profile,
    /// What it does at one point that Kubernetes leaves open, as in
    /// `ipblock-pod=never`; overrides the profile, may be given several times
    #[arg(long, value_name = "POINT=CHOICE", value_parser = str::parse::<Choice>)]
    #[arg(help_heading = "Assumptions")]
    assume: Vec<Choice>,
    /// The network of pods of which the input gives no address, as in
    /// 10.244.0.0/16; may be given for each family
    #[arg(long, value_name = "CIDR", value_parser = str::parse::<PodNetwork>)]
    pod_cidr: Vec<PodNetwork>,
    /// Exit with 2 when the input has errors, whatever the answer is
    #[arg(long)]
    pub(crate) strict: bool,
    /// Give up, with 2, when an evaluation takes more steps; a second is good
    /// for some hundred million
    #[arg(long, value_name = "NUMBER", default_value_t = Limits::default().steps)]
    max_steps: u64,
}

impl ReadingArguments {
    pub(crate) fn options(&self) -> Options {
        Options {
            default_namespace: self.default_namespace.clone(),
            api_level: self.api_level.0,
            cluster_zone: self.cluster_zone.clone(),
            pod_networks: self.pod_cidr.clone(),
            assumptions: self
                .assume
                .iter()
                .fold(Assumptions::of(self.profile), |all, it| all.with(*it)),
            limits: Limits {
                steps: self.max_steps,
                ..Limits::default()
            },
            ..Options::default()
        }
    }
}

/// Reads the name of a profile; completions know them all.
fn profiles() -> impl TypedValueParser<Value = Profile> {
    PossibleValuesParser::new(Profile::ALL.map(Profile::name))
        .map(|name| Profile::from_name(&name).unwrap_or_default())
}

/// The level that a version is on; clap needs a type of its own.
#[derive(Debug, Clone, Copy)]
struct Level(ApiLevel);

fn api_level(version: &str) -> Result<Level, String> {
    let fault = || format!("`{version}` is no version: write one like 1.35");
    let minor = version.trim_start_matches('v').strip_prefix("1.");
    let minor: u32 = minor.and_then(|it| it.parse().ok()).ok_or_else(fault)?;
    Ok(Level(if minor < 36 {
        ApiLevel::Before136
    } else {
        ApiLevel::From136
    }))
}

/// Reads the arguments of this process.
///
/// # Errors
///
/// The help or the version, which is no failure; or what is wrong with them,
/// in one line.
pub(crate) fn read() -> Result<Arguments, Unread> {
    Arguments::try_parse().map_err(|error| {
        if error.use_stderr() {
            Unread::Wrong(Failure::new(in_one_line(&error)))
        } else {
            Unread::Told(error)
        }
    })
}

/// Why there are no arguments to act on.
pub(crate) enum Unread {
    /// The user asked for help or the version.
    Told(clap::Error),
    /// They are wrong.
    Wrong(Failure),
}

/// The first paragraph of clap's message, without its label.
fn in_one_line(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "a command is missing (`netpol --help` lists them)".to_owned();
    }
    let text = error.render().to_string();
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let message = words.join(" ");
    let message = message.strip_prefix("error: ").unwrap_or(&message);
    format!("{message} (`netpol --help` shows examples)")
}
