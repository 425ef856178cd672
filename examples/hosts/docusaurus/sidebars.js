export default { pages: ["leak", "repair"] };
