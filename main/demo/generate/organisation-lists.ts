export interface Department {
  readonly name: string;
  /** Shown as weight among 100. */
  readonly weight: number;
  readonly titles: readonly string[];
  readonly costCenter: string;
}

const titles = (names: string): readonly string[] => names.split(", ");

export const departments: readonly Department[] = [
  {
    name: "Warehouse Operations",
    weight: 24,
    costCenter: "4100",
    titles: titles(
      "Warehouse Operative, Forklift Driver, Shift Planner, Inventory Controller, Loading Dock Coordinator",
    ),
  },
  {
    name: "Road Transport",
    weight: 18,
    costCenter: "4200",
    titles: titles("Driver, Dispatcher, Fleet Technician, Route Planner, Tachograph Analyst"),
  },
  {
    name: "Sea & Air Freight",
    weight: 9,
    costCenter: "4300",
    titles: titles("Freight Forwarder, Customs Broker, Charter Coordinator, Dangerous Goods Specialist"),
  },
  {
    name: "Customer Service",
    weight: 12,
    costCenter: "3100",
    titles: titles("Customer Adviser, Claims Handler, Key Account Coordinator, Complaints Specialist"),
  },
  {
    name: "Sales",
    weight: 8,
    costCenter: "3200",
    titles: titles("Account Executive, Tender Manager, Sales Engineer, Business Developer"),
  },
  {
    name: "Finance",
    weight: 6,
    costCenter: "1100",
    titles: titles("Accountant, Controller, Payroll Specialist, Credit Analyst, Treasury Analyst"),
  },
  {
    name: "People & Culture",
    weight: 4,
    costCenter: "1200",
    titles: titles("HR Partner, Recruiter, Learning Designer, Compensation Analyst"),
  },
  {
    name: "Information Technology",
    weight: 7,
    costCenter: "2100",
    titles: titles("Systems Engineer, Service Desk Analyst, Network Engineer, Identity Engineer, Software Developer"),
  },
  {
    name: "Legal & Compliance",
    weight: 2,
    costCenter: "1300",
    titles: titles("Counsel, Compliance Officer, Data Protection Officer, Contract Manager"),
  },
  {
    name: "Procurement",
    weight: 3,
    costCenter: "1400",
    titles: titles("Buyer, Category Manager, Supplier Quality Engineer"),
  },
  {
    name: "Marketing",
    weight: 3,
    costCenter: "3300",
    titles: titles("Brand Manager, Content Editor, Campaign Analyst"),
  },
  {
    name: "Health, Safety & Environment",
    weight: 2,
    costCenter: "4400",
    titles: titles("Safety Officer, Environmental Adviser, Occupational Nurse"),
  },
  {
    name: "Research & Automation",
    weight: 2,
    costCenter: "2200",
    titles: titles("Robotics Engineer, Data Scientist, Simulation Specialist"),
  },
];

export interface Office {
  readonly name: string;
  readonly city: string;
  readonly country: string;
  /** ISO 3166 code. */
  readonly code: string;
  readonly street: string;
  readonly postalCode: string;
  readonly phone: string;
}

export const offices: readonly Office[] = [
  {
    name: "Bergen HQ",
    city: "Bergen",
    country: "Norway",
    code: "NO",
    street: "Strandgaten 18",
    postalCode: "5013",
    phone: "+47 55 01",
  },
  {
    name: "Hamburg Speicherstadt",
    city: "Hamburg",
    country: "Germany",
    code: "DE",
    street: "Am Sandtorkai 30",
    postalCode: "20457",
    phone: "+49 40 555",
  },
  {
    name: "Cork Docklands",
    city: "Cork",
    country: "Ireland",
    code: "IE",
    street: "Albert Quay 7",
    postalCode: "T12 X8N6",
    phone: "+353 21 555",
  },
  {
    name: "São Paulo Brás",
    city: "São Paulo",
    country: "Brazil",
    code: "BR",
    street: "Rua do Gasômetro 411",
    postalCode: "03004-001",
    phone: "+55 11 5550",
  },
  {
    name: "Genova Porto Antico",
    city: "Genova",
    country: "Italy",
    code: "IT",
    street: "Calata Cattaneo 15",
    postalCode: "16128",
    phone: "+39 010 555",
  },
  {
    name: "Bengaluru Whitefield",
    city: "Bengaluru",
    country: "India",
    code: "IN",
    street: "ITPL Main Road 88",
    postalCode: "560066",
    phone: "+91 80 5550",
  },
  {
    name: "Dubai Jebel Ali",
    city: "Dubai",
    country: "United Arab Emirates",
    code: "AE",
    street: "Jebel Ali Free Zone 3",
    postalCode: "00000",
    phone: "+971 4 555",
  },
  {
    name: "Haifa Port",
    city: "Haifa",
    country: "Israel",
    code: "IL",
    street: "HaNamal 12",
    postalCode: "3303112",
    phone: "+972 4 555",
  },
  {
    name: "Yokohama Minato Mirai",
    city: "Yokohama",
    country: "Japan",
    code: "JP",
    street: "Minato Mirai 2-3-1",
    postalCode: "220-0012",
    phone: "+81 45 555",
  },
  {
    name: "Shanghai Yangshan",
    city: "Shanghai",
    country: "China",
    code: "CN",
    street: "Yangshan Deep-Water Port 1",
    postalCode: "201306",
    phone: "+86 21 5550",
  },
  {
    name: "Gdańsk Nowy Port",
    city: "Gdańsk",
    country: "Poland",
    code: "PL",
    street: "ul. Wyzwolenia 4",
    postalCode: "80-542",
    phone: "+48 58 555",
  },
  {
    name: "Savannah Garden City",
    city: "Savannah",
    country: "United States",
    code: "US",
    street: "Main Street 140",
    postalCode: "31408",
    phone: "+1 912 555",
  },
  {
    name: "Lagos Apapa",
    city: "Lagos",
    country: "Nigeria",
    code: "NG",
    street: "Wharf Road 22",
    postalCode: "102272",
    phone: "+234 1 555",
  },
];

/** Licences by their published product ids. */
export const licences = {
  e5: "06ebc4ee-1bb5-47dd-8120-11324bc54e06",
  e3: "05e9a617-0261-4cee-bb44-138d3ef5d965",
  f3: "66b55226-6b4f-492c-910c-a3b7a3c9d993",
  entraP2: "84a661c4-e949-4bd2-a560-ed7766fcaf2b",
} as const;
