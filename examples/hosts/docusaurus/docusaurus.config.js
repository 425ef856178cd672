export default {
  title: "The shop's network policies",
  url: "https://docs.example.org",
  baseUrl: "/",
  onBrokenLinks: "throw",
  // Brings embed.js when the first page stands: earlier, React would take the diagrams away.
  clientModules: ["./src/netpol.js"],
  presets: [
    [
      "classic",
      {
        docs: { routeBasePath: "/", sidebarPath: "./sidebars.js" },
        blog: false,
      },
    ],
  ],
};
